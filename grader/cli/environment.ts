import { UsageError } from '../errors';

type Environment = Record<string, string | undefined>;

/** `DEVICE= npm run grade`, as CI writes an input that was left out, means the default. */
export function forgetEmptyVariables(env: Environment): void {
  for (const [name, value] of Object.entries(env))
    if (value === '' && /^(DEVICE|RETRAIN_\w+)$/.test(name)) delete env[name];
}

const OPTIONS = ['question', 'submission', 'hidden', 'device', 'sandbox', 'watch', 'retrain'];

/** Throws a UsageError where npm took an option for its own, as it does with all that stand before a `--`. */
export function refuseLostOptions(env: Environment): void {
  const lost = OPTIONS.find((option) => env[`npm_config_${option}`] !== undefined);
  if (lost === undefined || env.npm_lifecycle_event === undefined) return;
  throw new UsageError(
    `npm took --${lost} for an option of its own; write -- before it: npm run ${env.npm_lifecycle_event} -- --${lost} …`,
  );
}
