/** What Prometheus sees at /metrics. Labels hold words of ours only, so their number stays small whatever callers send. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** A figure that some part knows and is asked for when somebody looks. */
export interface Reading {
  readonly name: string
  readonly help: string
  readonly read: () => number | Readonly<Record<string, number>>
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** The counters of one server. Each server has a registry of its own, so tests may open several. */
export class Metrics {
  readonly registry = new Registry()
  readonly requests = new Histogram({ name: 'http_request_duration_seconds', help: 'HTTP requests', labelNames: ['route', 'status'], buckets: SECONDS, registers: [this.registry] })
  readonly operations = new Histogram({ name: 'graphql_operation_duration_seconds', help: 'GraphQL operations, executed', labelNames: ['type', 'outcome'], buckets: SECONDS, registers: [this.registry] })
  readonly refusals = new Counter({ name: 'graphql_errors_total', help: 'GraphQL errors answered, by code', labelNames: ['code'], registers: [this.registry] })
  readonly sockets = new Gauge({ name: 'ws_sockets', help: 'Open sockets', registers: [this.registry] })
  readonly closed = new Counter({ name: 'ws_closed_total', help: 'Sockets closed, by close code', labelNames: ['code'], registers: [this.registry] })
  readonly subscriptions = new Gauge({ name: 'ws_subscriptions', help: 'Subscriptions under way', registers: [this.registry] })
  readonly executions = new Counter({ name: 'live_executions_total', help: 'Executions for subscribers: one a change and group', registers: [this.registry] })
  readonly messages = new Counter({ name: 'live_messages_total', help: 'Messages sent to subscribers', registers: [this.registry] })
  readonly skipped = new Counter({ name: 'live_skipped_total', help: 'States that a slow socket did not get because a later one overtook them', registers: [this.registry] })

  /** `process`: also CPU, memory and event loop of the process; once a process is enough. */
  constructor(options: { process: boolean }) {
    if (options.process) collectDefaultMetrics({ register: this.registry })
  }

  /** Adds a figure of another part: how fresh the totals are, how full the pools. */
  watch(reading: Reading): void {
    const many = typeof reading.read() === 'object'
    new Gauge({
      name: reading.name, help: reading.help, registers: [this.registry], labelNames: many ? ['of'] : [],
      collect() {
        const value = reading.read()
        if (typeof value === 'number') this.set(value)
        else for (const [of, number] of Object.entries(value)) this.set({ of }, number)
      },
    })
  }

  text(): Promise<string> {
    return this.registry.metrics()
  }
}
