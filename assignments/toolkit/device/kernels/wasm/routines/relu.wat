;; dx = dy, and 0 where y is not above 0, for a multiple of four numbers; dy passes where y is no number, as in PyTorch.
(func (export "reluGradient") (param $dy i32) (param $y i32) (param $dx i32) (param $count i32)
  (loop $quad
    (v128.store (local.get $dx)
      (v128.andnot
        (v128.load (local.get $dy))
        (f32x4.le (v128.load (local.get $y)) (v128.const f32x4 0 0 0 0))))
    (local.set $dy (i32.add (local.get $dy) (i32.const 16)))
    (local.set $y (i32.add (local.get $y) (i32.const 16)))
    (local.set $dx (i32.add (local.get $dx) (i32.const 16)))
    (br_if $quad (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 4))) (i32.const 0)))))
