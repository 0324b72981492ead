export { LANGS } from '../report/lang';

/** What `--device` can name. */
export const DEVICE_NAMES = ['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu'];

/** What `--sandbox` can name. */
export const SANDBOX_CHOICES = ['auto', 'bwrap', 'process'];
