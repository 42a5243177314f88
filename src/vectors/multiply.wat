;; Multiplies one vector of int16 with many rows of int8, sixteen components at a time (WebAssembly SIMD).
;; JavaScript, which has no such instructions, takes some ten times as long. Four rows are read at once, from four
;; parts of memory: a processor that waits for one of them fetches the others meanwhile, which takes half the time.
;; Built by `npm run build:wasm`.
(module
  (import "vectors" "memory" (memory 1))
  (func (export "multiply")
    (param $query i32)    ;; where the int16 vector starts
    (param $unit f32)     ;; what every product is multiplied by, beside the scale of its row
    (param $stride i32)   ;; bytes from one row to the next; a multiple of 16 above 0
    (param $quarter i32)  ;; a quarter of the number of rows
    (param $rows i32)     ;; where the first row starts
    (param $scales i32)   ;; where the float32 scales of the rows start
    (param $products i32) ;; where the float32 products go
    (local $component i32)
    (local $end_of_query i32)
    (local $end_of_quarter i32)
    (local $lower v128)
    (local $upper v128)
    (local $bytes v128)
    (local $first i32) (local $first_sum v128)
    (local $second i32) (local $second_sum v128)
    (local $third i32) (local $third_sum v128)
    (local $fourth i32) (local $fourth_sum v128)
    (local.set $end_of_query (i32.add (local.get $query) (i32.shl (local.get $stride) (i32.const 1))))
    (local.set $end_of_quarter (i32.add (local.get $products) (i32.shl (local.get $quarter) (i32.const 2))))
    (local.set $first (local.get $rows))
    (local.set $second (i32.add (local.get $first) (i32.mul (local.get $quarter) (local.get $stride))))
    (local.set $third (i32.add (local.get $second) (i32.mul (local.get $quarter) (local.get $stride))))
    (local.set $fourth (i32.add (local.get $third) (i32.mul (local.get $quarter) (local.get $stride))))
    (block $done
      (loop $next_rows
        (br_if $done (i32.ge_u (local.get $products) (local.get $end_of_quarter)))
        (local.set $first_sum (v128.const i32x4 0 0 0 0))
        (local.set $second_sum (v128.const i32x4 0 0 0 0))
        (local.set $third_sum (v128.const i32x4 0 0 0 0))
        (local.set $fourth_sum (v128.const i32x4 0 0 0 0))
        (local.set $component (local.get $query))
        (loop $next_sixteen
          (local.set $lower (v128.load (local.get $component)))
          (local.set $upper (v128.load offset=16 (local.get $component)))
          (local.set $bytes (v128.load (local.get $first)))
          (local.set $first (i32.add (local.get $first) (i32.const 16)))
          (local.set $first_sum
            (i32x4.add
              (local.get $first_sum)
              (i32x4.add
                (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $bytes)) (local.get $lower))
                (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $bytes)) (local.get $upper)))))
          (local.set $bytes (v128.load (local.get $second)))
          (local.set $second (i32.add (local.get $second) (i32.const 16)))
          (local.set $second_sum
            (i32x4.add
              (local.get $second_sum)
              (i32x4.add
                (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $bytes)) (local.get $lower))
                (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $bytes)) (local.get $upper)))))
          (local.set $bytes (v128.load (local.get $third)))
          (local.set $third (i32.add (local.get $third) (i32.const 16)))
          (local.set $third_sum
            (i32x4.add
              (local.get $third_sum)
              (i32x4.add
                (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $bytes)) (local.get $lower))
                (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $bytes)) (local.get $upper)))))
          (local.set $bytes (v128.load (local.get $fourth)))
          (local.set $fourth (i32.add (local.get $fourth) (i32.const 16)))
          (local.set $fourth_sum
            (i32x4.add
              (local.get $fourth_sum)
              (i32x4.add
                (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $bytes)) (local.get $lower))
                (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $bytes)) (local.get $upper)))))
          (local.set $component (i32.add (local.get $component) (i32.const 32)))
          (br_if $next_sixteen (i32.lt_u (local.get $component) (local.get $end_of_query))))
        (f32.store
          (local.get $products)
          (f32.mul
            (f32.mul (local.get $unit) (f32.load (local.get $scales)))
            (f32.convert_i32_s
              (i32.add
                (i32.add (i32x4.extract_lane 0 (local.get $first_sum)) (i32x4.extract_lane 1 (local.get $first_sum)))
                (i32.add (i32x4.extract_lane 2 (local.get $first_sum)) (i32x4.extract_lane 3 (local.get $first_sum)))))))
        (f32.store
          (i32.add (local.get $products) (i32.mul (local.get $quarter) (i32.const 4)))
          (f32.mul
            (f32.mul (local.get $unit) (f32.load (i32.add (local.get $scales) (i32.mul (local.get $quarter) (i32.const 4)))))
            (f32.convert_i32_s
              (i32.add
                (i32.add (i32x4.extract_lane 0 (local.get $second_sum)) (i32x4.extract_lane 1 (local.get $second_sum)))
                (i32.add (i32x4.extract_lane 2 (local.get $second_sum)) (i32x4.extract_lane 3 (local.get $second_sum)))))))
        (f32.store
          (i32.add (local.get $products) (i32.mul (local.get $quarter) (i32.const 8)))
          (f32.mul
            (f32.mul (local.get $unit) (f32.load (i32.add (local.get $scales) (i32.mul (local.get $quarter) (i32.const 8)))))
            (f32.convert_i32_s
              (i32.add
                (i32.add (i32x4.extract_lane 0 (local.get $third_sum)) (i32x4.extract_lane 1 (local.get $third_sum)))
                (i32.add (i32x4.extract_lane 2 (local.get $third_sum)) (i32x4.extract_lane 3 (local.get $third_sum)))))))
        (f32.store
          (i32.add (local.get $products) (i32.mul (local.get $quarter) (i32.const 12)))
          (f32.mul
            (f32.mul (local.get $unit) (f32.load (i32.add (local.get $scales) (i32.mul (local.get $quarter) (i32.const 12)))))
            (f32.convert_i32_s
              (i32.add
                (i32.add (i32x4.extract_lane 0 (local.get $fourth_sum)) (i32x4.extract_lane 1 (local.get $fourth_sum)))
                (i32.add (i32x4.extract_lane 2 (local.get $fourth_sum)) (i32x4.extract_lane 3 (local.get $fourth_sum)))))))
        (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
        (local.set $products (i32.add (local.get $products) (i32.const 4)))
        (br $next_rows)))))
