;; Two passes of a filter over 8-bit RGB images, several sums at a time; what ../resample.ts does one by one.
;; `starts` and `counts` say for each output position where its inputs begin and how many there are; weights are in
;; fixed point with 22 bits. Reads and writes go beyond the end: the caller leaves room.
(module
  (memory (export "memory") 1)

  ;; Along rows: [height, inWidth, 3] to [height, outWidth, 3], four rows at a time, since they share their weights.
  ;; Every output takes two inputs at a time, $pairs times; an input that it has not got weighs nothing. A weight is
  ;; 2048 · high + low, and two inputs are multiplied and added at once by 16-bit factors: $weights holds for each pair
  ;; the high parts, then the low ones.
  (func (export "rows")
    (param $in i32) (param $inWidth i32) (param $height i32) (param $out i32) (param $outWidth i32)
    (param $starts i32) (param $weights i32) (param $pairs i32)
    (local $in1 i32) (local $in2 i32) (local $in3 i32) (local $out1 i32) (local $out2 i32) (local $out3 i32)
    (local $inLength i32) (local $outLength i32) (local $x i32) (local $k i32) (local $p i32) (local $weight i32)
    (local $high v128) (local $low v128) (local $two v128)
    (local $high0 v128) (local $high1 v128) (local $high2 v128) (local $high3 v128)
    (local $low0 v128) (local $low1 v128) (local $low2 v128) (local $low3 v128)
    (local.set $inLength (i32.mul (i32.const 3) (local.get $inWidth)))
    (local.set $outLength (i32.mul (i32.const 3) (local.get $outWidth)))
    (loop $eachFour
      ;; Rows that are missing in the last four are its last row again.
      (local.set $in1 (local.get $in))
      (local.set $out1 (local.get $out))
      (if (i32.gt_s (local.get $height) (i32.const 1))
        (then
          (local.set $in1 (i32.add (local.get $in1) (local.get $inLength)))
          (local.set $out1 (i32.add (local.get $out1) (local.get $outLength)))))
      (local.set $in2 (local.get $in1))
      (local.set $out2 (local.get $out1))
      (if (i32.gt_s (local.get $height) (i32.const 2))
        (then
          (local.set $in2 (i32.add (local.get $in2) (local.get $inLength)))
          (local.set $out2 (i32.add (local.get $out2) (local.get $outLength)))))
      (local.set $in3 (local.get $in2))
      (local.set $out3 (local.get $out2))
      (if (i32.gt_s (local.get $height) (i32.const 3))
        (then
          (local.set $in3 (i32.add (local.get $in3) (local.get $inLength)))
          (local.set $out3 (i32.add (local.get $out3) (local.get $outLength)))))
      (local.set $x (i32.const 0))
      (local.set $weight (local.get $weights))
      (loop $eachPixel
        (local.set $high0 (v128.const i32x4 0 0 0 0))
        (local.set $high1 (local.get $high0))
        (local.set $high2 (local.get $high0))
        (local.set $high3 (local.get $high0))
        (local.set $low0 (v128.const i32x4 0x200000 0x200000 0x200000 0x200000)) ;; one half
        (local.set $low1 (local.get $low0))
        (local.set $low2 (local.get $low0))
        (local.set $low3 (local.get $low0))
        (local.set $p
          (i32.mul (i32.const 3) (i32.load (i32.add (local.get $starts) (i32.shl (local.get $x) (i32.const 2))))))
        (local.set $k (local.get $pairs))
        (loop $eachPair
          (local.set $high (v128.load32_splat (local.get $weight)))
          (local.set $low (v128.load32_splat offset=4 (local.get $weight)))
          ;; Red, green and blue of two pixels side by side, as 16-bit numbers.
          (local.set $two
            (i8x16.swizzle
              (v128.load (i32.add (local.get $in) (local.get $p)))
              (v128.const i8x16 0 128 3 128 1 128 4 128 2 128 5 128 128 128 128 128)))
          (local.set $high0 (i32x4.add (local.get $high0) (i32x4.dot_i16x8_s (local.get $two) (local.get $high))))
          (local.set $low0 (i32x4.add (local.get $low0) (i32x4.dot_i16x8_s (local.get $two) (local.get $low))))
          (local.set $two
            (i8x16.swizzle
              (v128.load (i32.add (local.get $in1) (local.get $p)))
              (v128.const i8x16 0 128 3 128 1 128 4 128 2 128 5 128 128 128 128 128)))
          (local.set $high1 (i32x4.add (local.get $high1) (i32x4.dot_i16x8_s (local.get $two) (local.get $high))))
          (local.set $low1 (i32x4.add (local.get $low1) (i32x4.dot_i16x8_s (local.get $two) (local.get $low))))
          (local.set $two
            (i8x16.swizzle
              (v128.load (i32.add (local.get $in2) (local.get $p)))
              (v128.const i8x16 0 128 3 128 1 128 4 128 2 128 5 128 128 128 128 128)))
          (local.set $high2 (i32x4.add (local.get $high2) (i32x4.dot_i16x8_s (local.get $two) (local.get $high))))
          (local.set $low2 (i32x4.add (local.get $low2) (i32x4.dot_i16x8_s (local.get $two) (local.get $low))))
          (local.set $two
            (i8x16.swizzle
              (v128.load (i32.add (local.get $in3) (local.get $p)))
              (v128.const i8x16 0 128 3 128 1 128 4 128 2 128 5 128 128 128 128 128)))
          (local.set $high3 (i32x4.add (local.get $high3) (i32x4.dot_i16x8_s (local.get $two) (local.get $high))))
          (local.set $low3 (i32x4.add (local.get $low3) (i32x4.dot_i16x8_s (local.get $two) (local.get $low))))
          (local.set $p (i32.add (local.get $p) (i32.const 6)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 8)))
          (br_if $eachPair (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
        (local.set $low0
          (i32x4.shr_u (i32x4.add (i32x4.shl (local.get $high0) (i32.const 11)) (local.get $low0)) (i32.const 22)))
        (local.set $low1
          (i32x4.shr_u (i32x4.add (i32x4.shl (local.get $high1) (i32.const 11)) (local.get $low1)) (i32.const 22)))
        (local.set $low2
          (i32x4.shr_u (i32x4.add (i32x4.shl (local.get $high2) (i32.const 11)) (local.get $low2)) (i32.const 22)))
        (local.set $low3
          (i32x4.shr_u (i32x4.add (i32x4.shl (local.get $high3) (i32.const 11)) (local.get $low3)) (i32.const 22)))
        (local.set $two
          (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s (local.get $low0) (local.get $low1))
            (i16x8.narrow_i32x4_s (local.get $low2) (local.get $low3))))
        ;; Three bytes of every row but the last: a fourth would end up in the next one. The last row's is overwritten.
        (local.set $p (i32.mul (i32.const 3) (local.get $x)))
        (v128.store32_lane 3 (i32.add (local.get $out3) (local.get $p)) (local.get $two))
        (v128.store16_lane 4 (i32.add (local.get $out2) (local.get $p)) (local.get $two))
        (v128.store8_lane offset=2 10 (i32.add (local.get $out2) (local.get $p)) (local.get $two))
        (v128.store16_lane 2 (i32.add (local.get $out1) (local.get $p)) (local.get $two))
        (v128.store8_lane offset=2 6 (i32.add (local.get $out1) (local.get $p)) (local.get $two))
        (v128.store16_lane 0 (i32.add (local.get $out) (local.get $p)) (local.get $two))
        (v128.store8_lane offset=2 2 (i32.add (local.get $out) (local.get $p)) (local.get $two))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br_if $eachPixel (i32.lt_u (local.get $x) (local.get $outWidth))))
      (local.set $in (i32.add (local.get $in3) (local.get $inLength)))
      (local.set $out (i32.add (local.get $out3) (local.get $outLength)))
      (local.set $height (i32.sub (local.get $height) (i32.const 4)))
      (br_if $eachFour (i32.gt_s (local.get $height) (i32.const 0)))))

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
