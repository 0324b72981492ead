;; The largest input under one window of $height × $width pixels, or NaN where there is one, for channels that are a
;; multiple of four. Rows of an image are $row bytes.
(func (export "maxPool")
  (param $x i32) (param $row i32) (param $height i32) (param $width i32) (param $channels i32) (param $to i32)
  (local $pixel i32) (local $f i32) (local $h i32) (local $w i32) (local $best v128) (local $v v128)
  (local $isNaN v128)
  (local.set $pixel (i32.shl (local.get $channels) (i32.const 2)))
  (local.set $row (i32.sub (local.get $row) (i32.mul (local.get $width) (local.get $pixel))))
  (loop $quad
    (local.set $f (local.get $x))
    (local.set $best (v128.load (local.get $f)))
    (local.set $isNaN (v128.const i32x4 0 0 0 0))
    (local.set $h (local.get $height))
    (loop $y
      (local.set $w (local.get $width))
      (loop $x
        ;; Faster than a maximum that keeps NaN itself.
        (local.set $v (v128.load (local.get $f)))
        (local.set $best (f32x4.pmax (local.get $best) (local.get $v)))
        (local.set $isNaN (v128.or (local.get $isNaN) (f32x4.ne (local.get $v) (local.get $v))))
        (local.set $f (i32.add (local.get $f) (local.get $pixel)))
        (br_if $x (local.tee $w (i32.sub (local.get $w) (i32.const 1)))))
      (local.set $f (i32.add (local.get $f) (local.get $row)))
      (br_if $y (local.tee $h (i32.sub (local.get $h) (i32.const 1)))))
    (v128.store (local.get $to) (v128.or (local.get $best) (local.get $isNaN)))
    (local.set $x (i32.add (local.get $x) (i32.const 16)))
    (local.set $to (i32.add (local.get $to) (i32.const 16)))
    (br_if $quad (local.tee $channels (i32.sub (local.get $channels) (i32.const 4))))))

;; Adds the dy of one output to the largest input under its window of $height × $width pixels, to the first one in
;; reading order as PyTorch does; a NaN counts as larger than anything. The same place in x and dx is $apart bytes apart,
;; rows of an image are $row bytes; channels are a multiple of four.
(func (export "maxPoolGradient")
  (param $dy i32) (param $x i32) (param $apart i32) (param $row i32) (param $height i32) (param $width i32)
  (param $channels i32)
  (local $pixel i32) (local $c i32) (local $f i32) (local $t i32) (local $h i32) (local $w i32)
  (local $best v128) (local $where v128) (local $v v128) (local $wins v128) (local $d v128)
  (local.set $pixel (i32.shl (local.get $channels) (i32.const 2)))
  (local.set $row (i32.sub (local.get $row) (i32.mul (local.get $width) (local.get $pixel))))
  (local.set $c (local.get $channels))
  (loop $quad
    ;; A pixel is known by its position in memory.
    (local.set $f (local.get $x))
    (local.set $best (v128.load (local.get $f)))
    (local.set $where (i32x4.splat (local.get $f)))
    (local.set $h (local.get $height))
    (loop $y
      (local.set $w (local.get $width))
      (loop $x
        (local.set $v (v128.load (local.get $f)))
        (local.set $wins
          (v128.or (f32x4.gt (local.get $v) (local.get $best)) (f32x4.ne (local.get $v) (local.get $v))))
        (local.set $best (v128.bitselect (local.get $v) (local.get $best) (local.get $wins)))
        (local.set $where
          (v128.bitselect (i32x4.splat (local.get $f)) (local.get $where) (local.get $wins)))
        (local.set $f (i32.add (local.get $f) (local.get $pixel)))
        (br_if $x (local.tee $w (i32.sub (local.get $w) (i32.const 1)))))
      (local.set $f (i32.add (local.get $f) (local.get $row)))
      (br_if $y (local.tee $h (i32.sub (local.get $h) (i32.const 1)))))
    (local.set $d (v128.load (local.get $dy)))
    (local.set $f (local.get $x))
    (local.set $h (local.get $height))
    (loop $y
      (local.set $w (local.get $width))
      (loop $x
        (local.set $t (i32.add (local.get $f) (local.get $apart)))
        (v128.store (local.get $t)
          (f32x4.add
            (v128.load (local.get $t))
            (v128.and (local.get $d) (i32x4.eq (local.get $where) (i32x4.splat (local.get $f))))))
        (local.set $f (i32.add (local.get $f) (local.get $pixel)))
        (br_if $x (local.tee $w (i32.sub (local.get $w) (i32.const 1)))))
      (local.set $f (i32.add (local.get $f) (local.get $row)))
      (br_if $y (local.tee $h (i32.sub (local.get $h) (i32.const 1)))))
    (local.set $x (i32.add (local.get $x) (i32.const 16)))
    (local.set $dy (i32.add (local.get $dy) (i32.const 16)))
    (br_if $quad (local.tee $c (i32.sub (local.get $c) (i32.const 4))))))
