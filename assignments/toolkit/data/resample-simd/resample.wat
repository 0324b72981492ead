;; Two passes of a filter over 8-bit RGB images, several sums at a time; what ../resample.ts does one by one.
;; `starts` and `counts` say for each output position where its inputs begin and how many there are; weights are in
;; fixed point with 22 bits. Reads and writes go beyond the end: the caller leaves room.
(module
  (memory (export "memory") 1)

  ;; Along rows: [height, inWidth, 3] to [height, outWidth, 3], two rows at a time, since they share their weights.
  ;; Every output takes four inputs at a time, $groups times; inputs that it has not got weigh nothing. A weight is
  ;; 2048 · high + low, and two inputs are multiplied and added at once by 16-bit factors: $weights holds for each four
  ;; inputs the high parts of the first two, their low parts, and the same of the others.
  (func (export "rows")
    (param $in i32) (param $inWidth i32) (param $height i32) (param $out i32) (param $outWidth i32)
    (param $starts i32) (param $weights i32) (param $groups i32)
    (local $next i32) (local $nextOut i32) (local $x i32) (local $k i32) (local $p i32) (local $q i32) (local $weight i32)
    (local $bytes v128) (local $two v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $high v128) (local $low v128) (local $highNext v128) (local $lowNext v128)
    (loop $eachPair
      ;; A last row without a partner is its own.
      (local.set $next (local.get $in))
      (local.set $nextOut (local.get $out))
      (if (i32.gt_u (local.get $height) (i32.const 1))
        (then
          (local.set $next (i32.add (local.get $in) (i32.mul (i32.const 3) (local.get $inWidth))))
          (local.set $nextOut (i32.add (local.get $out) (i32.mul (i32.const 3) (local.get $outWidth))))))
      (local.set $x (i32.const 0))
      (local.set $weight (local.get $weights))
      (loop $eachPixel
        (local.set $high (v128.const i32x4 0 0 0 0))
        (local.set $highNext (local.get $high))
        (local.set $low (v128.const i32x4 0x200000 0x200000 0x200000 0x200000)) ;; one half
        (local.set $lowNext (local.get $low))
        (local.set $p
          (i32.mul (i32.const 3) (i32.load (i32.add (local.get $starts) (i32.shl (local.get $x) (i32.const 2))))))
        (local.set $q (i32.add (local.get $next) (local.get $p)))
        (local.set $p (i32.add (local.get $in) (local.get $p)))
        (local.set $k (local.get $groups))
        (loop $eachGroup
          (local.set $a (v128.load32_splat (local.get $weight)))
          (local.set $b (v128.load32_splat offset=4 (local.get $weight)))
          (local.set $c (v128.load32_splat offset=8 (local.get $weight)))
          (local.set $d (v128.load32_splat offset=12 (local.get $weight)))
          ;; Red, green and blue of two pixels side by side, and of the next two.
          (local.set $bytes (v128.load (local.get $p)))
          (local.set $bytes
            (i8x16.shuffle 0 3 1 4 2 5 0 0 6 9 7 10 8 11 0 0 (local.get $bytes) (local.get $bytes)))
          (local.set $two (i16x8.extend_low_i8x16_u (local.get $bytes)))
          (local.set $high (i32x4.add (local.get $high) (i32x4.dot_i16x8_s (local.get $two) (local.get $a))))
          (local.set $low (i32x4.add (local.get $low) (i32x4.dot_i16x8_s (local.get $two) (local.get $b))))
          (local.set $two (i16x8.extend_high_i8x16_u (local.get $bytes)))
          (local.set $high (i32x4.add (local.get $high) (i32x4.dot_i16x8_s (local.get $two) (local.get $c))))
          (local.set $low (i32x4.add (local.get $low) (i32x4.dot_i16x8_s (local.get $two) (local.get $d))))
          (local.set $bytes (v128.load (local.get $q)))
          (local.set $bytes
            (i8x16.shuffle 0 3 1 4 2 5 0 0 6 9 7 10 8 11 0 0 (local.get $bytes) (local.get $bytes)))
          (local.set $two (i16x8.extend_low_i8x16_u (local.get $bytes)))
          (local.set $highNext (i32x4.add (local.get $highNext) (i32x4.dot_i16x8_s (local.get $two) (local.get $a))))
          (local.set $lowNext (i32x4.add (local.get $lowNext) (i32x4.dot_i16x8_s (local.get $two) (local.get $b))))
          (local.set $two (i16x8.extend_high_i8x16_u (local.get $bytes)))
          (local.set $highNext (i32x4.add (local.get $highNext) (i32x4.dot_i16x8_s (local.get $two) (local.get $c))))
          (local.set $lowNext (i32x4.add (local.get $lowNext) (i32x4.dot_i16x8_s (local.get $two) (local.get $d))))
          (local.set $p (i32.add (local.get $p) (i32.const 12)))
          (local.set $q (i32.add (local.get $q) (i32.const 12)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 16)))
          (br_if $eachGroup (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
        (local.set $low
          (i32x4.shr_u (i32x4.add (i32x4.shl (local.get $high) (i32.const 11)) (local.get $low)) (i32.const 22)))
        (local.set $lowNext
          (i32x4.shr_u
            (i32x4.add (i32x4.shl (local.get $highNext) (i32.const 11)) (local.get $lowNext)) (i32.const 22)))
        (local.set $low (i16x8.narrow_i32x4_s (local.get $low) (local.get $lowNext)))
        (local.set $low (i8x16.narrow_i16x8_u (local.get $low) (local.get $low)))
        ;; Three bytes of the first row: a fourth would end up in the second. There, the next pixel overwrites it.
        (local.set $p (i32.mul (i32.const 3) (local.get $x)))
        (local.set $q (i32.add (local.get $nextOut) (local.get $p)))
        (local.set $p (i32.add (local.get $out) (local.get $p)))
        (v128.store32_lane 1 (local.get $q) (local.get $low))
        (v128.store16_lane 0 (local.get $p) (local.get $low))
        (v128.store8_lane offset=2 2 (local.get $p) (local.get $low))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br_if $eachPixel (i32.lt_u (local.get $x) (local.get $outWidth))))
      (local.set $in (i32.add (local.get $in) (i32.mul (i32.const 6) (local.get $inWidth))))
      (local.set $out (i32.add (local.get $out) (i32.mul (i32.const 6) (local.get $outWidth))))
      (local.set $height (i32.sub (local.get $height) (i32.const 2)))
      (br_if $eachPair (i32.gt_s (local.get $height) (i32.const 0)))))

  ;; Along columns: rows of `length` bytes to `outHeight` such rows, sixteen bytes at a time. `weights` holds `stride`
  ;; numbers for each output position.
  (func (export "columns")
    (param $in i32) (param $length i32)
    (param $out i32) (param $outHeight i32)
    (param $starts i32) (param $counts i32) (param $weights i32) (param $stride i32)
    (local $i i32) (local $k i32) (local $row i32) (local $weight i32)
    (local $bytes v128) (local $low v128) (local $high v128) (local $factor v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $eachRow
      (local.set $i (i32.const 0))
      (loop $eachBlock
        (local.set $a (v128.const i32x4 0x200000 0x200000 0x200000 0x200000))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $row (i32.add (i32.add (local.get $in) (local.get $i))
          (i32.mul (local.get $length) (i32.load (local.get $starts)))))
        (local.set $weight (local.get $weights))
        (local.set $k (i32.load (local.get $counts)))
        (loop $eachInput
          (local.set $factor (v128.load32_splat (local.get $weight)))
          (local.set $bytes (v128.load (local.get $row)))
          (local.set $low (i16x8.extend_low_i8x16_u (local.get $bytes)))
          (local.set $high (i16x8.extend_high_i8x16_u (local.get $bytes)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $low)) (local.get $factor))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $low)) (local.get $factor))))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $high)) (local.get $factor))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $high)) (local.get $factor))))
          (local.set $row (i32.add (local.get $row) (local.get $length)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $k (i32.sub (local.get $k) (i32.const 1)))
          (br_if $eachInput (local.get $k)))
        (v128.store (i32.add (local.get $out) (local.get $i))
          (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s
              (i32x4.shr_u (local.get $a) (i32.const 22)) (i32x4.shr_u (local.get $b) (i32.const 22)))
            (i16x8.narrow_i32x4_s
              (i32x4.shr_u (local.get $c) (i32.const 22)) (i32x4.shr_u (local.get $d) (i32.const 22)))))
        (local.set $i (i32.add (local.get $i) (i32.const 16)))
        (br_if $eachBlock (i32.lt_u (local.get $i) (local.get $length))))
      (local.set $out (i32.add (local.get $out) (local.get $length)))
      (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
      (local.set $counts (i32.add (local.get $counts) (i32.const 4)))
      (local.set $weights (i32.add (local.get $weights) (i32.shl (local.get $stride) (i32.const 2))))
      (local.set $outHeight (i32.sub (local.get $outHeight) (i32.const 1)))
      (br_if $eachRow (local.get $outHeight)))))
