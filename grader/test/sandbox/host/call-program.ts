/**
 * call-program.S as an executable file for Linux on x64: an ELF header, one program header and the code, which lies in
 * the section .text of `as call-program.S`. Here because nobody should need an assembler to run the tests; the attack
 * `calls-the-kernel-itself` brings the same bytes.
 */
export const CALL_PROGRAM = [
  'f0VMRgIBAQAAAAAAAAAAAAIAPgABAAAAeABAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAEAAOAABAAAAAAAAAAEAAAAFAAAAAAAA',
  'AAAAAAAAAEAAAAAAAAAAQAAAAAAAIAEAAAAAAAAgAQAAAAAAAAAQAAAAAAAASInlSIPFEDHbTI1kJIBMiecxwLkHAAAA80irSIt1',
  'AEiF9nRKSIPFCEiJ8jHARTHAD7YOgPktdQZB/8BI/8YPtg5I/8aEyXQWg+kwg/kJdwlIa8AKSAHI6+VIidDrCEWFwHQDSPfYSYkE',
  '3P/D661JiwQkSYt8JAhJi3QkEEmLVCQYTYtUJCBNi0QkKE2LTCQwDwUx/0g9AfD//3IFSPfYice4PAAAAA8F',
].join('');
