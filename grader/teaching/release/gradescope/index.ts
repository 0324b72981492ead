export { packageAutograder, type PackageOptions } from './package-autograder';
