export default {
  title: '{{unit}}台账',
} as const
