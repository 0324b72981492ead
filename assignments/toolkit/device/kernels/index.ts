export { FUSED, hasKernel, registerReluGradient, runFused } from './fused';
