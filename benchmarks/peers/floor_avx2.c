/* The floor of crm52 on a processor with AVX2: 8 customers a vector. See crm52_floor.h.
 * Build: gcc -O3 -mavx2 -mfma floor_avx2.c -o floor */
#include <immintrin.h>

#define LANES 8
#define VECTORS 1
#define INLINE static inline __attribute__((always_inline))

typedef __m256 F;
typedef __m256i I;
typedef __m256 M;   /* all bits of a lane, or none */

INLINE F set(float x) { return _mm256_set1_ps(x); }
INLINE I set_int(int x) { return _mm256_set1_epi32(x); }
INLINE F multiply_add(F a, F b, F c) { return _mm256_fmadd_ps(a, b, c); }
INLINE F square_root(F x) { return _mm256_sqrt_ps(x); }
INLINE F to_float(I x) { return _mm256_cvtepi32_ps(x); }
INLINE I to_nearest(F x) { return _mm256_cvtps_epi32(x); }
INLINE I add_int(I a, I b) { return _mm256_add_epi32(a, b); }
INLINE I shift_right(I x, int bits) { return _mm256_srli_epi32(x, bits); }
INLINE I xor_three(I a, I b, I c) { return _mm256_xor_si256(a, _mm256_xor_si256(b, c)); }
INLINE I lane_numbers(void) { return _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7); }
INLINE void store(float *to, F x) { _mm256_storeu_ps(to, x); }
INLINE void store_int(float *to, I x) { _mm256_storeu_si256((I *)to, x); }

INLINE M less(F a, F b) { return _mm256_cmp_ps(a, b, _CMP_LT_OQ); }
INLINE F choose(M m, F yes, F no) { return _mm256_blendv_ps(no, yes, m); }
INLINE F only(M m, F yes) { return _mm256_and_ps(m, yes); }
INLINE I choose_int(M m, I yes, I no) {
    return _mm256_castps_si256(choose(m, _mm256_castsi256_ps(yes), _mm256_castsi256_ps(no)));
}
INLINE M is_odd(I x) { return _mm256_castsi256_ps(_mm256_slli_epi32(x, 31)); }   /* blendv reads the top bit */
INLINE F flip_sign(F x, I quarter) {   /* for quarters 2 and 3 of a turn */
    I sign = _mm256_slli_epi32(_mm256_and_si256(quarter, set_int(2)), 30);
    return _mm256_xor_ps(x, _mm256_castsi256_ps(sign));
}

/* Five entries, one a stage, in the eight lanes of a permutation. */
#define TABLE(a, b, c, d, e) _mm256_setr_ps(a, b, c, d, e, 0, 0, 0)
#define TABLE_INT(a, b, c, d, e) _mm256_setr_epi32(a, b, c, d, e, 0, 0, 0)
INLINE F lookup(F table, I index) { return _mm256_permutevar8x32_ps(table, index); }
INLINE I lookup_int(I table, I index) { return _mm256_permutevar8x32_epi32(table, index); }

INLINE void multiply(I a, I factor, I *high, I *low) {   /* 32 x 32 -> 64 bits, even lanes and odd lanes */
    I even = _mm256_mul_epu32(a, factor), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), factor);
    *low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA);
    *high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA);
}
INLINE F times_power_of_two(F x, I n) {
    return x * _mm256_castsi256_ps(_mm256_slli_epi32(add_int(n, set_int(127)), 23));
}
INLINE void split(F x, F *mantissa, F *exponent) {   /* the bits of 0.75 are 0x3F400000 */
    I bits = _mm256_castps_si256(x);
    I e = _mm256_srai_epi32(_mm256_sub_epi32(bits, set_int(0x3F400000)), 23);
    *mantissa = _mm256_castsi256_ps(_mm256_sub_epi32(bits, _mm256_slli_epi32(e, 23)));
    *exponent = to_float(e);
}

#include "crm52_floor.h"
