;; Two passes of a filter over 8-bit RGB images, four sums at a time; what ../resample.ts does one by one.
;; `starts` and `counts` say for each output position where its inputs begin and how many there are; `weights`
;; holds `stride` numbers for each, in fixed point with 22 bits. All three are 32-bit integers.
;; Reads and writes may go up to 16 bytes beyond the end: the caller leaves room.
(module
  (memory (export "memory") 1)

  ;; Sums in 22 bits to bytes, the lowest four of the result.
  (func $round (param $sums v128) (result v128)
    (local.set $sums (i32x4.shr_u (local.get $sums) (i32.const 22)))
    (local.set $sums (i16x8.narrow_i32x4_s (local.get $sums) (local.get $sums)))
    (i8x16.narrow_i16x8_u (local.get $sums) (local.get $sums)))

  ;; Along rows: [height, inWidth, 3] to [height, outWidth, 3].
  (func (export "rows")
    (param $in i32) (param $inWidth i32) (param $height i32)
    (param $out i32) (param $outWidth i32)
    (param $starts i32) (param $counts i32) (param $weights i32) (param $stride i32)
    (local $x i32) (local $k i32) (local $pixel i32) (local $weight i32) (local $sums v128)
    (loop $eachRow
      (local.set $x (i32.const 0))
      (loop $eachPixel
        (local.set $sums (v128.const i32x4 0x200000 0x200000 0x200000 0x200000)) ;; one half
        (local.set $pixel (i32.add (local.get $in)
          (i32.mul (i32.const 3) (i32.load (i32.add (local.get $starts) (i32.shl (local.get $x) (i32.const 2)))))))
        (local.set $weight (i32.add (local.get $weights)
          (i32.shl (i32.mul (local.get $x) (local.get $stride)) (i32.const 2))))
        (local.set $k (i32.load (i32.add (local.get $counts) (i32.shl (local.get $x) (i32.const 2)))))
        (loop $eachInput
          ;; Red, green and blue, and the next pixel's red, which is not used.
          (local.set $sums (i32x4.add (local.get $sums) (i32x4.mul
            (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $pixel))))
            (v128.load32_splat (local.get $weight)))))
          (local.set $pixel (i32.add (local.get $pixel) (i32.const 3)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $k (i32.sub (local.get $k) (i32.const 1)))
          (br_if $eachInput (local.get $k)))
        ;; The fourth byte is overwritten by the next pixel.
        (v128.store32_lane 0 (local.get $out) (call $round (local.get $sums)))
        (local.set $out (i32.add (local.get $out) (i32.const 3)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br_if $eachPixel (i32.lt_u (local.get $x) (local.get $outWidth))))
      (local.set $in (i32.add (local.get $in) (i32.mul (i32.const 3) (local.get $inWidth))))
      (local.set $height (i32.sub (local.get $height) (i32.const 1)))
      (br_if $eachRow (local.get $height))))

  ;; Along columns: rows of `length` bytes to `outHeight` such rows, sixteen bytes at a time.
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
