;; Rows of 16 numbers, one after the other, from `columns` numbers of rows that are $stride bytes apart.
(func (export "pack")
  (param $from i32) (param $stride i32) (param $rows i32) (param $columns i32) (param $to i32)
  (if (i32.ne (local.get $columns) (i32.const 16))
    (then (memory.fill (local.get $to) (i32.const 0) (i32.shl (local.get $rows) (i32.const 6)))))
  (loop $row
    (if (i32.eq (local.get $columns) (i32.const 16))
      (then
        (v128.store (local.get $to) (v128.load (local.get $from)))
        (v128.store offset=16 (local.get $to) (v128.load offset=16 (local.get $from)))
        (v128.store offset=32 (local.get $to) (v128.load offset=32 (local.get $from)))
        (v128.store offset=48 (local.get $to) (v128.load offset=48 (local.get $from))))
      (else
        (call $finish (local.get $from) (local.get $to) (local.get $columns) (i32.const 0))))
    (local.set $from (i32.add (local.get $from) (local.get $stride)))
    (local.set $to (i32.add (local.get $to) (i32.const 64)))
    (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

(func (export "clear") (param $from i32) (param $bytes i32)
  (memory.fill (local.get $from) (i32.const 0) (local.get $bytes)))

;; `rows` rows of $bytes from one place to another, $fromStride and $toStride bytes from one row to the next.
(func (export "copy")
  (param $from i32) (param $fromStride i32) (param $rows i32) (param $bytes i32) (param $to i32) (param $toStride i32)
  (loop $row
    (memory.copy (local.get $to) (local.get $from) (local.get $bytes))
    (local.set $from (i32.add (local.get $from) (local.get $fromStride)))
    (local.set $to (i32.add (local.get $to) (local.get $toStride)))
    (br_if $row (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

;; to[column, row] = from[row, column]: rows are $rowBytes apart, columns $columnBytes; $toStride bytes from one column's
;; numbers to the next one's.
(func (export "transpose")
  (param $from i32) (param $rowBytes i32) (param $rows i32) (param $columnBytes i32) (param $columns i32)
  (param $to i32) (param $toStride i32)
  (local $f i32) (local $f1 i32) (local $f2 i32) (local $f3 i32) (local $t i32) (local $r i32) (local $four i32)
  (local.set $four (i32.shl (local.get $rowBytes) (i32.const 2)))
  (loop $column
    (local.set $f (local.get $from))
    (local.set $t (local.get $to))
    (local.set $r (local.get $rows))
    (loop $quad
      (if (i32.ge_s (local.get $r) (i32.const 4))
        (then
          (local.set $f1 (i32.add (local.get $f) (local.get $rowBytes)))
          (local.set $f2 (i32.add (local.get $f1) (local.get $rowBytes)))
          (local.set $f3 (i32.add (local.get $f2) (local.get $rowBytes)))
          (v128.store (local.get $t)
            (v128.load32_lane 3 (local.get $f3)
              (v128.load32_lane 2 (local.get $f2)
                (v128.load32_lane 1 (local.get $f1)
                  (v128.load32_zero (local.get $f))))))
          (local.set $f (i32.add (local.get $f) (local.get $four)))
          (local.set $t (i32.add (local.get $t) (i32.const 16)))
          (local.set $r (i32.sub (local.get $r) (i32.const 4)))
          (br $quad))))
    (if (local.get $r)
      (then
        (loop $one
          (f32.store (local.get $t) (f32.load (local.get $f)))
          (local.set $f (i32.add (local.get $f) (local.get $rowBytes)))
          (local.set $t (i32.add (local.get $t) (i32.const 4)))
          (br_if $one (local.tee $r (i32.sub (local.get $r) (i32.const 1)))))))
    (local.set $from (i32.add (local.get $from) (local.get $columnBytes)))
    (local.set $to (i32.add (local.get $to) (local.get $toStride)))
    (br_if $column (local.tee $columns (i32.sub (local.get $columns) (i32.const 1))))))

;; The $count numbers from each of some pixels on, $stride bytes apart, by pairs: the pair 2i, 2i + 1 of every pixel goes to
;; a plane of its own, planes being $plane bytes apart. The partner of a last odd number is 0.
(func (export "split")
  (param $from i32) (param $stride i32) (param $pixels i32) (param $count i32) (param $to i32) (param $plane i32)
  (local $f i32) (local $t i32) (local $k i32)
  (loop $pair
    (local.set $f (local.get $from))
    (local.set $t (local.get $to))
    (local.set $k (local.get $pixels))
    (if (i32.gt_s (local.get $count) (i32.const 1))
      (then
        (loop $pixel
          (i64.store (local.get $t) (i64.load (local.get $f)))
          (local.set $f (i32.add (local.get $f) (local.get $stride)))
          (local.set $t (i32.add (local.get $t) (i32.const 8)))
          (br_if $pixel (local.tee $k (i32.sub (local.get $k) (i32.const 1))))))
      (else
        (loop $pixel
          (i64.store (local.get $t) (i64.load32_u (local.get $f)))
          (local.set $f (i32.add (local.get $f) (local.get $stride)))
          (local.set $t (i32.add (local.get $t) (i32.const 8)))
          (br_if $pixel (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))))
    (local.set $from (i32.add (local.get $from) (i32.const 8)))
    (local.set $to (i32.add (local.get $to) (local.get $plane)))
    (local.set $count (i32.sub (local.get $count) (i32.const 2)))
    (br_if $pair (i32.gt_s (local.get $count) (i32.const 0)))))
;; $count pieces of $words times eight bytes to every second such place.
(func (export "spread") (param $from i32) (param $words i32) (param $count i32) (param $to i32)
  (local $k i32)
  (loop $piece
    (local.set $k (local.get $words))
    (loop $word
      (i64.store (local.get $to) (i64.load (local.get $from)))
      (local.set $from (i32.add (local.get $from) (i32.const 8)))
      (local.set $to (i32.add (local.get $to) (i32.const 8)))
      (br_if $word (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
    (local.set $to (i32.add (local.get $to) (i32.shl (local.get $words) (i32.const 3))))
    (br_if $piece (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
