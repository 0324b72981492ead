;; A step of Adam for a multiple of four numbers: m and v go to $nextM and $nextV, the weights to $nextTheta.
;; $keep1 and $keep2 are beta1 and beta2, $new1 and $new2 what they lack of 1; $root is √(1 − beta2^step).
(func (export "adam")
  (param $theta i32) (param $gradient i32) (param $m i32) (param $v i32)
  (param $nextTheta i32) (param $nextM i32) (param $nextV i32) (param $count i32)
  (param $keep1 f32) (param $new1 f32) (param $keep2 f32) (param $new2 f32)
  (param $stepSize f32) (param $root f32) (param $eps f32)
  (local $g v128) (local $mean v128) (local $square v128) (local $lower v128)
  (loop $quad
    (local.set $g (v128.load (local.get $gradient)))
    ;; Not m + (1 − beta1)·(g − m), which loses a g much smaller than m.
    (local.set $mean
      (f32x4.add
        (f32x4.mul (v128.load (local.get $m)) (f32x4.splat (local.get $keep1)))
        (f32x4.mul (local.get $g) (f32x4.splat (local.get $new1)))))
    (local.set $square
      (f32x4.add
        (f32x4.mul (v128.load (local.get $v)) (f32x4.splat (local.get $keep2)))
        (f32x4.mul (f32x4.mul (local.get $g) (local.get $g)) (f32x4.splat (local.get $new2)))))
    (v128.store (local.get $nextM) (local.get $mean))
    (v128.store (local.get $nextV) (local.get $square))
    (local.set $lower
      (f32x4.add
        (f32x4.div (f32x4.sqrt (local.get $square)) (f32x4.splat (local.get $root)))
        (f32x4.splat (local.get $eps))))
    (v128.store (local.get $nextTheta)
      (f32x4.sub
        (v128.load (local.get $theta))
        (f32x4.div (f32x4.mul (f32x4.splat (local.get $stepSize)) (local.get $mean)) (local.get $lower))))
    (local.set $theta (i32.add (local.get $theta) (i32.const 16)))
    (local.set $gradient (i32.add (local.get $gradient) (i32.const 16)))
    (local.set $m (i32.add (local.get $m) (i32.const 16)))
    (local.set $v (i32.add (local.get $v) (i32.const 16)))
    (local.set $nextTheta (i32.add (local.get $nextTheta) (i32.const 16)))
    (local.set $nextM (i32.add (local.get $nextM) (i32.const 16)))
    (local.set $nextV (i32.add (local.get $nextV) (i32.const 16)))
    (br_if $quad (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 4))) (i32.const 0)))))
