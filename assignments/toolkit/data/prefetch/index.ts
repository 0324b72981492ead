export { ImagePrefetcher, type PrefetchOptions } from './image-prefetcher';
