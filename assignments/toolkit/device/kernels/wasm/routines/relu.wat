;; dx = dy where y is positive, 0 elsewhere, for a multiple of four numbers.
(func (export "reluGradient") (param $dy i32) (param $y i32) (param $dx i32) (param $count i32)
  (loop $quad
    (v128.store (local.get $dx)
      (v128.and
        (v128.load (local.get $dy))
        (f32x4.gt (v128.load (local.get $y)) (v128.const f32x4 0 0 0 0))))
    (local.set $dy (i32.add (local.get $dy) (i32.const 16)))
    (local.set $y (i32.add (local.get $y) (i32.const 16)))
    (local.set $dx (i32.add (local.get $dx) (i32.const 16)))
    (br_if $quad (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 4))) (i32.const 0)))))
