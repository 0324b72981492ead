export { autograde } from './autograde';
export { packageAutograder, type PackageOptions } from './package-autograder';
