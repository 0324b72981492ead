;; Mersenne Twister 19937, four words at a time. The 624 words of the state begin at 0; behind them lies another copy
;; of the first four, so that the last words find their successors where all others do.
(module
  (memory (export "memory") 2)

  ;; The word of the state that follows from its predecessor, its successor and the word $m bytes behind it.
  (func $twist4 (param $i i32) (param $m i32) (result v128)
    (local $y v128)
    (local.set $y
      (v128.or
        (v128.and (v128.load (local.get $i)) (v128.const i32x4 0x80000000 0x80000000 0x80000000 0x80000000))
        (v128.and
          (v128.load offset=4 (local.get $i))
          (v128.const i32x4 0x7fffffff 0x7fffffff 0x7fffffff 0x7fffffff))))
    (v128.xor
      (v128.load (i32.add (local.get $i) (local.get $m)))
      (v128.xor
        (i32x4.shr_u (local.get $y) (i32.const 1))
        (v128.and
          (i32x4.neg (v128.and (local.get $y) (v128.const i32x4 1 1 1 1)))
          (v128.const i32x4 0x9908b0df 0x9908b0df 0x9908b0df 0x9908b0df)))))

  (func $twist
    (local $i i32) (local $first v128)
    (local.set $first (call $twist4 (i32.const 0) (i32.const 1588)))
    (v128.store (i32.const 0) (local.get $first))
    (v128.store (i32.const 2496) (local.get $first))
    (local.set $i (i32.const 16))
    (loop $old
      (v128.store (local.get $i) (call $twist4 (local.get $i) (i32.const 1588)))
      (br_if $old (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (i32.const 912))))
    (loop $new
      (v128.store (local.get $i) (call $twist4 (local.get $i) (i32.const -908)))
      (br_if $new (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (i32.const 2496)))))

  ;; Writes $count float32 to $to, rounded once from low + u · scale with u the low 24 bits of a word, beginning with the
  ;; word $next of the state, and up to three more. Returns the word that is next.
  (func (export "fillUniform")
    (param $next i32) (param $count i32) (param $to i32) (param $scale f64) (param $low f64) (result i32)
    (local $k i32) (local $end i32) (local $out i32) (local $y v128) (local $s v128) (local $l v128)
    (local.set $s (f64x2.splat (local.get $scale)))
    (local.set $l (f64x2.splat (local.get $low)))
    (loop $block
      (if (i32.eq (local.get $next) (i32.const 624))
        (then
          (call $twist)
          (local.set $next (i32.const 0))))
      (local.set $k (i32.shl (local.get $next) (i32.const 2)))
      (local.set $next (i32.add (local.get $next) (local.get $count)))
      (if (i32.gt_u (local.get $next) (i32.const 624)) (then (local.set $next (i32.const 624))))
      (local.set $end (i32.shl (local.get $next) (i32.const 2)))
      (local.set $count
        (i32.sub (local.get $count) (i32.shr_u (i32.sub (local.get $end) (local.get $k)) (i32.const 2))))
      (local.set $out (local.get $to))
      (local.set $to (i32.add (local.get $to) (i32.sub (local.get $end) (local.get $k))))
      (loop $quad
        (local.set $y (v128.load (local.get $k)))
        (local.set $y (v128.xor (local.get $y) (i32x4.shr_u (local.get $y) (i32.const 11))))
        (local.set $y
          (v128.xor (local.get $y)
            (v128.and
              (i32x4.shl (local.get $y) (i32.const 7))
              (v128.const i32x4 0x9d2c5680 0x9d2c5680 0x9d2c5680 0x9d2c5680))))
        (local.set $y
          (v128.xor (local.get $y)
            (v128.and
              (i32x4.shl (local.get $y) (i32.const 15))
              (v128.const i32x4 0xefc60000 0xefc60000 0xefc60000 0xefc60000))))
        (local.set $y (v128.xor (local.get $y) (i32x4.shr_u (local.get $y) (i32.const 18))))
        (local.set $y (v128.and (local.get $y) (v128.const i32x4 0xffffff 0xffffff 0xffffff 0xffffff)))
        (v128.store64_lane 0 (local.get $out)
          (f32x4.demote_f64x2_zero
            (f64x2.add (f64x2.mul (f64x2.convert_low_i32x4_s (local.get $y)) (local.get $s)) (local.get $l))))
        (local.set $y (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $y) (local.get $y)))
        (v128.store64_lane offset=8 0 (local.get $out)
          (f32x4.demote_f64x2_zero
            (f64x2.add (f64x2.mul (f64x2.convert_low_i32x4_s (local.get $y)) (local.get $s)) (local.get $l))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (br_if $quad (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 16))) (local.get $end))))
      (br_if $block (i32.gt_s (local.get $count) (i32.const 0))))
    (local.get $next))
)
