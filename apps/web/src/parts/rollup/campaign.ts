import { useQuery } from '@apollo/client/react'
import { CampaignDocument, type CampaignQuery } from '../../graphql/generated/graphql.ts'

export type Campaign = CampaignQuery['campaign']

/** The notice in force; null until it has come. It is asked for once. */
export function useCampaign(): Campaign | null {
  const { data } = useQuery(CampaignDocument)
  return data?.campaign ?? null
}
