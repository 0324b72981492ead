export { assetPath, fetchAsset, findAsset, type FetchAssetOptions } from './assets';
export { cacheFolder } from './cache-folder';
export { extractZip, type ExtractLimits } from './extract-zip';
export { FetchError } from './fetch-error';
export { fetchNamed, type Fetched, type FetchNamedOptions } from './fetch-named';
export { fetchFile, type FetchFileOptions } from './fetch-file';
export type { FetchSpec } from './fetch-spec';
export { ProgressBar, type Progress } from './progress';
