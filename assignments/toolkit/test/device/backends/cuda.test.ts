import { expect } from 'chai';

import { cudaAdvice } from '../../../device/backends/cuda';

describe('cudaAdvice', () => {
  const all = [
    'libcudart.so.12 (libc6,x86-64) => /usr/lib/libcudart.so.12',
    'libcublas.so.12',
    'libcudnn.so.8',
  ];

  it('is silent without a GPU, and with one whose libraries are found', () => {
    expect(cudaAdvice(false, () => [])).to.equal('');
    expect(cudaAdvice(true, () => all)).to.equal('');
  });

  it('names the libraries that are missing, and where they must be', () => {
    const advice = cudaAdvice(true, () => all.slice(0, 2));
    expect(advice).to.match(/does not find libcudnn\.so\. Install CUDA and cuDNN, and set LD_LIBRARY_PATH/);
  });
});
