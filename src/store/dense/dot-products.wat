;; The dot products of one vector of int16 with many of int8, sixteen components at a time (WebAssembly SIMD).
;; JavaScript, which has no such instructions, takes some ten times as long. Built by `npm run build:wasm`.
(module
  (import "dense" "memory" (memory 1))
  (func (export "dotProducts")
    (param $query i32)    ;; where the int16 vector starts
    (param $stride i32)   ;; bytes from one int8 vector to the next; a multiple of 16 above 0
    (param $count i32)    ;; how many int8 vectors there are
    (param $vectors i32)  ;; where they start
    (param $products i32) ;; where the int32 products go
    (local $end i32)
    (local $component i32)
    (local $end_of_products i32)
    (local $sixteen v128)
    (local $lower v128)
    (local $upper v128)
    (local.set $end_of_products
      (i32.add (local.get $products) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $next_vector
        (br_if $done (i32.ge_u (local.get $products) (local.get $end_of_products)))
        (local.set $lower (v128.const i32x4 0 0 0 0))
        (local.set $upper (v128.const i32x4 0 0 0 0))
        (local.set $component (local.get $query))
        (local.set $end (i32.add (local.get $vectors) (local.get $stride)))
        (loop $next_sixteen
          (local.set $sixteen (v128.load (local.get $vectors)))
          (local.set $lower
            (i32x4.add
              (local.get $lower)
              (i32x4.dot_i16x8_s
                (i16x8.extend_low_i8x16_s (local.get $sixteen))
                (v128.load (local.get $component)))))
          (local.set $upper
            (i32x4.add
              (local.get $upper)
              (i32x4.dot_i16x8_s
                (i16x8.extend_high_i8x16_s (local.get $sixteen))
                (v128.load offset=16 (local.get $component)))))
          (local.set $component (i32.add (local.get $component) (i32.const 32)))
          (local.set $vectors (i32.add (local.get $vectors) (i32.const 16)))
          (br_if $next_sixteen (i32.lt_u (local.get $vectors) (local.get $end))))
        (local.set $lower (i32x4.add (local.get $lower) (local.get $upper)))
        (i32.store
          (local.get $products)
          (i32.add
            (i32.add (i32x4.extract_lane 0 (local.get $lower)) (i32x4.extract_lane 1 (local.get $lower)))
            (i32.add (i32x4.extract_lane 2 (local.get $lower)) (i32x4.extract_lane 3 (local.get $lower)))))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (br $next_vector)))))
