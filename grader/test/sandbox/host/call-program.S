# call NUMBER ARGUMENT...: makes a system call and ends with the number of its error, 0 without one. An argument is a
# number, or text that is passed as its address. For x86-64; call-program.ts says how it becomes the bytes there.
.globl _start
_start:
  mov %rsp, %rbp
  add $16, %rbp          # argv[1]
  xor %ebx, %ebx         # index of value
  lea -128(%rsp), %r12   # values[7]
  mov %r12, %rdi
  xor %eax, %eax
  mov $7, %ecx
  rep stosq
1: mov (%rbp), %rsi
  test %rsi, %rsi
  jz 9f
  add $8, %rbp
  mov %rsi, %rdx         # address, for text
  xor %eax, %eax
  xor %r8d, %r8d
  movzbl (%rsi), %ecx
  cmp $'-', %cl
  jne 2f
  inc %r8d
  inc %rsi
2: movzbl (%rsi), %ecx
  inc %rsi
  test %cl, %cl
  jz 3f
  sub $'0', %ecx
  cmp $9, %ecx
  ja 4f
  imul $10, %rax
  add %rcx, %rax
  jmp 2b
4: mov %rdx, %rax
  jmp 5f
3: test %r8d, %r8d
  jz 5f
  neg %rax
5: mov %rax, (%r12,%rbx,8)
  inc %ebx
  jmp 1b
9: mov 0(%r12), %rax
  mov 8(%r12), %rdi
  mov 16(%r12), %rsi
  mov 24(%r12), %rdx
  mov 32(%r12), %r10
  mov 40(%r12), %r8
  mov 48(%r12), %r9
  syscall
  xor %edi, %edi
  cmp $-4095, %rax
  jb 6f
  neg %rax
  mov %eax, %edi
6: mov $60, %eax
  syscall
