import type { CodegenConfig } from '@graphql-codegen/cli'

/** Only graphql.ts of the preset's output is imported: one typed document for each operation, so that pages carry their own. */
export default {
  schema: '../../packages/schema/schema.graphql',
  documents: ['src/graphql/operations/*.graphql'],
  generates: {
    './src/graphql/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { Money: 'string', Date: 'string', DateTime: 'string', ID: 'string', JSON: 'unknown' },
      },
    },
  },
} satisfies CodegenConfig
