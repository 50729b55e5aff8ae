/* The floor of crm52: the workload by hand, as fast as we know how to write it.
 *
 * The state of a vector of customers stays in registers over all weeks, the chance is Philox4x32-10
 * (Salmon et al. 2011), numbers are float32, and the functions are the polynomials of Cephes. A processor's
 * own file defines the vector types F (float) and I (int), the mask M and what is called here in small
 * letters (`choose`, `lookup`, ...), and then includes this one, so that all floors live the same lives.
 *
 * Run: floor CUSTOMERS REPEATS. It prints one line of JSON, with the least processor time of the repeats. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define WEEKS 52
#define FIELDS 6
#define GROUP (LANES * VECTORS)

typedef struct { F profit, purchases, spent, expectation; I last_purchase, stage; } Lives;

INLINE void philox(I id, int week, I word[4]) {
    I c0 = id, c1 = set_int(week), c2 = set_int(0), c3 = set_int(0);
    uint32_t key0 = 12345u, key1 = 678u;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        I high0, low0, high1, low1;
        multiply(c0, set_int((int)0xD2511F53u), &high0, &low0);
        multiply(c2, set_int((int)0xCD9E8D57u), &high1, &low1);
        c0 = xor_three(high1, c1, set_int((int)key0));
        c2 = xor_three(high0, c3, set_int((int)key1));
        c1 = low1;
        c3 = low0;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    word[0] = c0; word[1] = c1; word[2] = c2; word[3] = c3;
}

INLINE F uniform(I word) {   /* 24 bits, in the middle of their cells */
    return multiply_add(to_float(shift_right(word, 8)), set(1.0f / 16777216), set(0.5f / 16777216));
}

INLINE F exponential(F x) {
    I n = to_nearest(x * set(1.44269504f));
    F r = multiply_add(to_float(n), set(-0.693359375f), x);
    r = multiply_add(to_float(n), set(2.12194440e-4f), r);
    F p = set(1.9875691500e-4f);
    p = multiply_add(p, r, set(1.3981999507e-3f));
    p = multiply_add(p, r, set(8.3334519073e-3f));
    p = multiply_add(p, r, set(4.1665795894e-2f));
    p = multiply_add(p, r, set(1.6666665459e-1f));
    p = multiply_add(p, r, set(5.0000001201e-1f));
    return times_power_of_two(multiply_add(p, r * r, r + set(1.0f)), n);
}

INLINE F logarithm(F x) {
    F m, e;
    split(x, &m, &e);   /* x = m * 2^e with m in [0.75, 1.5) */
    m = m - set(1.0f);
    F z = m * m, p = set(7.0376836292e-2f);
    p = multiply_add(p, m, set(-1.1514610310e-1f));
    p = multiply_add(p, m, set(1.1676998740e-1f));
    p = multiply_add(p, m, set(-1.2420140846e-1f));
    p = multiply_add(p, m, set(1.4249322787e-1f));
    p = multiply_add(p, m, set(-1.6668057665e-1f));
    p = multiply_add(p, m, set(2.0000714765e-1f));
    p = multiply_add(p, m, set(-2.4999993993e-1f));
    p = multiply_add(p, m, set(3.3333331174e-1f));
    return multiply_add(e, set(0.69314718f), m + (m * z * p - set(0.5f) * z));
}

INLINE void normal_pair(F u, F turn, F *one, F *other) {   /* Box and Muller */
    F radius = square_root(set(-2.0f) * logarithm(u));
    F quarters = turn * set(4.0f);
    I k = to_nearest(quarters);
    F r = (quarters - to_float(k)) * set(1.57079632679f), z = r * r;
    F s = multiply_add(multiply_add(multiply_add(set(-1.9515295891e-4f), z, set(8.3321608736e-3f)), z,
                  set(-1.6666654611e-1f)) * z, r, r);
    F c = multiply_add(multiply_add(multiply_add(set(2.4433157e-5f), z, set(-1.3887316e-3f)), z,
                  set(4.1666646e-2f)) * z, z, multiply_add(set(-0.5f), z, set(1.0f)));
    M swapped = is_odd(k);
    *one = radius * flip_sign(choose(swapped, s, c), add_int(k, set_int(1)));
    *other = radius * flip_sign(choose(swapped, c, s), k);
}

INLINE void live_a_week(Lives *lives, I id, int week) {
    I word[4];
    philox(id, week, word);
    F u1 = uniform(word[1]), u2 = uniform(word[2]), z1, z2;
    normal_pair(uniform(word[0]), uniform(word[3]), &z1, &z2);

    I stage = lives->stage;
    F mean = lookup(TABLE(0.55f, 0.65f, 0.70f, 0.45f, 0.40f), stage);
    F satisfaction = multiply_add(set(0.25f), z1, mean) - lives->expectation;
    lives->expectation = multiply_add(set(0.1f), satisfaction, lives->expectation) + set(0.001f);

    /* q = 1 / (1 + E) without the division: u < up q is u (1 + E) < up. */
    F E = exponential(set(-4.0f) * satisfaction), one_and_E = set(1.0f) + E;
    F up = lookup(TABLE(0.20f, 0.12f, 0.0f, 0.10f, 0.01f), stage);
    F down = lookup(TABLE(0.10f, 0.08f, 0.05f, 0.20f, 0.0f), stage);
    I above = lookup_int(TABLE_INT(1, 2, 2, 1, 0), stage), below = lookup_int(TABLE_INT(4, 3, 3, 4, 4), stage);
    stage = choose_int(less((set(1.0f) - u1) * one_and_E, down * E), below, stage);
    stage = choose_int(less(u1 * one_and_E, up), above, stage);
    lives->stage = stage;

    M buys = less(u2, lookup(TABLE(0.10f, 0.20f, 0.30f, 0.08f, 0.0f), stage));
    F log_spend = multiply_add(set(0.5f), z2, lookup(TABLE(3.0f, 3.3f, 3.5f, 3.2f, 0.0f), stage));
    F spend = only(buys, exponential(log_spend));
    F cost = lookup(TABLE(0.5f, 0.4f, 0.3f, 0.3f, 0.0f), stage);
    lives->profit = multiply_add(set(0.3f), spend, lives->profit) - cost;
    lives->purchases = lives->purchases + only(buys, set(1.0f));
    lives->spent = lives->spent + spend;
    lives->last_purchase = choose_int(buys, set_int(week), lives->last_purchase);
}

static void live_all(int customers, float *out) {
    for (int first = 0; first < customers; first += GROUP) {
        Lives lives[VECTORS];
        I id[VECTORS];
        for (int v = 0; v < VECTORS; v++) {
            lives[v].profit = lives[v].purchases = lives[v].spent = set(0.0f);
            lives[v].expectation = set(0.5f);
            lives[v].last_purchase = set_int(-1);
            lives[v].stage = set_int(0);
            id[v] = add_int(set_int(first + LANES * v), lane_numbers());
        }
        for (int week = 0; week < WEEKS; week++) {
#pragma GCC unroll 4
            for (int v = 0; v < VECTORS; v++) live_a_week(&lives[v], id[v], week);
        }
        for (int v = 0; v < VECTORS; v++) {
            float *at = out + first + LANES * v;
            size_t n = (size_t)customers;
            store(at, lives[v].profit);
            store(at + n, lives[v].purchases);
            store(at + 2 * n, lives[v].spent);
            store(at + 3 * n, lives[v].expectation);
            store_int(at + 4 * n, lives[v].last_purchase);
            store_int(at + 5 * n, lives[v].stage);
        }
    }
}

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int main(int count, char **arguments) {
    int customers = (count > 1 ? atoi(arguments[1]) : 1000000) / GROUP * GROUP;
    int repeats = count > 2 ? atoi(arguments[2]) : 9;
    size_t n = (size_t)customers;
    float *out = calloc(FIELDS * n, sizeof *out);
    const int32_t *stage = (const int32_t *)(out + 5 * n);
    double best = 1e9, profit = 0.0, purchases = 0.0, left = 0.0;
    live_all(customers, out);   /* so that the pages are there */
    for (int repeat = 0; repeat < repeats; repeat++) {
        double began = processor_seconds();
        live_all(customers, out);
        double seconds = processor_seconds() - began;
        best = seconds < best ? seconds : best;
    }
    for (size_t j = 0; j < n; j++) {
        profit += out[j];
        purchases += out[n + j];
        left += stage[j] == 4;
    }
    printf("{\"customers\": %d, \"ns_per_customer_period\": %.4f, \"bytes_per_customer\": %d, "
           "\"profit\": %.5f, \"purchases\": %.5f, \"churned\": %.5f, \"outcome_customers\": %d}\n",
           customers, 1e9 * best / (double)n / WEEKS, (int)(FIELDS * sizeof *out), profit / (double)n, purchases / (double)n,
           left / (double)n, customers);
    free(out);
    return 0;
}
