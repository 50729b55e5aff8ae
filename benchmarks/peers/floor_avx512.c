/* The floor of crm52 on a processor with AVX-512: 16 customers a vector. See crm52_floor.h.
 * Build: gcc -O3 -mavx512f -mavx512dq floor_avx512.c -o floor */
#include <immintrin.h>

#define LANES 16
#define VECTORS 2   /* two at a time hide the latency of the multiplications; 32 registers hold both */
#define INLINE static inline __attribute__((always_inline))

typedef __m512 F;
typedef __m512i I;
typedef __mmask16 M;

INLINE F set(float x) { return _mm512_set1_ps(x); }
INLINE I set_int(int x) { return _mm512_set1_epi32(x); }
INLINE F multiply_add(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
INLINE F square_root(F x) { return _mm512_sqrt_ps(x); }
INLINE F to_float(I x) { return _mm512_cvtepi32_ps(x); }
INLINE I to_nearest(F x) { return _mm512_cvtps_epi32(x); }
INLINE I add_int(I a, I b) { return _mm512_add_epi32(a, b); }
INLINE I shift_right(I x, unsigned bits) { return _mm512_srli_epi32(x, bits); }
INLINE I xor_three(I a, I b, I c) { return _mm512_ternarylogic_epi32(a, b, c, 0x96); }
INLINE I lane_numbers(void) { return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15); }
INLINE void store(float *to, F x) { _mm512_storeu_ps(to, x); }
INLINE void store_int(float *to, I x) { _mm512_storeu_si512(to, x); }

INLINE M less(F a, F b) { return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ); }
INLINE F choose(M m, F yes, F no) { return _mm512_mask_blend_ps(m, no, yes); }
INLINE F only(M m, F yes) { return _mm512_maskz_mov_ps(m, yes); }
INLINE I choose_int(M m, I yes, I no) { return _mm512_mask_mov_epi32(no, m, yes); }
INLINE M is_odd(I x) { return _mm512_test_epi32_mask(x, set_int(1)); }
INLINE F flip_sign(F x, I quarter) {   /* for quarters 2 and 3 of a turn */
    I sign = _mm512_slli_epi32(_mm512_and_si512(quarter, set_int(2)), 30);
    return _mm512_castsi512_ps(_mm512_xor_si512(_mm512_castps_si512(x), sign));
}

/* Five entries, one a stage, in the sixteen lanes of a permutation. */
#define TABLE(a, b, c, d, e) _mm512_setr_ps(a, b, c, d, e, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
#define TABLE_INT(a, b, c, d, e) _mm512_setr_epi32(a, b, c, d, e, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
INLINE F lookup(F table, I index) { return _mm512_permutexvar_ps(index, table); }
INLINE I lookup_int(I table, I index) { return _mm512_permutexvar_epi32(index, table); }

INLINE void multiply(I a, I factor, I *high, I *low) {   /* 32 x 32 -> 64 bits, even lanes and odd lanes */
    I even = _mm512_mul_epu32(a, factor), odd = _mm512_mul_epu32(_mm512_srli_epi64(a, 32), factor);
    *low = _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32));
    *high = _mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd);
}
INLINE F times_power_of_two(F x, I n) { return _mm512_scalef_ps(x, to_float(n)); }
INLINE void split(F x, F *mantissa, F *exponent) {
    *mantissa = _mm512_getmant_ps(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_src);
    *exponent = _mm512_getexp_ps(x * set(1.3333334f));
}

#include "crm52_floor.h"
