/* SPDX-License-Identifier: Apache-2.0
 * What compiled Swift expects of a C library, for WebAssembly without one: memory, and three functions.
 *
 * Blocks come from the end of the memory, which grows as needed, and go back into a list for their size.
 * There are four sizes to each doubling, so at most a fifth of a block is unused; a freed block waits for
 * one of its size and is never cut or joined, which suits a program that makes and drops the same few
 * things: maps, matches, and a planner's arrays. */

#include <stddef.h>
#include <stdint.h>

enum { HEADER = 16, CLASSES = 104, PAGE = 65536, SMALLEST = 16, OUT_OF_MEMORY = 12, INVALID = 22 };

struct block {
    struct block *next;
};

extern unsigned char __heap_base;
static uintptr_t end;                 /* the first byte that was never given out */
static struct block *waiting[CLASSES]; /* freed blocks by class */

/* Class 4n + k has blocks of 16 * 2^n * (4 + k) / 4 bytes. */
static size_t size_of(unsigned class) { return (((size_t)SMALLEST << (class / 4)) / 4) * (4 + class % 4); }

static unsigned class_of(size_t size) {
    if (size <= SMALLEST) return 0;
    unsigned doublings = 31 - __builtin_clz((uint32_t)(size - 1) / SMALLEST);
    unsigned class = 4 * doublings;
    while (size_of(class) < size) class++;
    return class;
}

static void *extend(size_t size) {
    if (end == 0) end = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
    uintptr_t have = (uintptr_t)__builtin_wasm_memory_size(0) * PAGE;
    if (size > UINTPTR_MAX - end) return NULL;
    if (end + size > have) {
        size_t pages = (end + size - have + PAGE - 1) / PAGE;
        if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) return NULL;
    }
    void *start = (void *)end;
    end += size;
    return start;
}

/* Each block begins 16 bytes before what is given out, with its class, so that all are aligned to 16. */
void *malloc(size_t size) {
    if (size > (size_t)1 << 30) return NULL;
    unsigned class = class_of(size);
    struct block *block = waiting[class];
    if (block != NULL) {
        waiting[class] = block->next;
        return block;
    }
    size_t rounded = (size_of(class) + 15) & ~(size_t)15;
    unsigned *header = extend(HEADER + rounded);
    if (header == NULL) return NULL;
    *header = class;
    return (unsigned char *)header + HEADER;
}

void free(void *memory) {
    if (memory == NULL) return;
    unsigned class = *(unsigned *)((unsigned char *)memory - HEADER);
    struct block *block = memory;
    block->next = waiting[class];
    waiting[class] = block;
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment > HEADER) return INVALID;
    *memory = malloc(size);
    return *memory == NULL ? OUT_OF_MEMORY : 0;
}

/* The seeds of hash tables. Always the same, as everything here: nobody foreign chooses the keys, which
 * are the numbers of teams. */
void arc4random_buf(void *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) ((unsigned char *)bytes)[index] = (unsigned char)(index * 151 + 17);
}

/* To the nearest whole number, halves away from zero; WebAssembly's own instruction takes halves to even. */
double round(double number) {
    double whole = __builtin_trunc(number);
    return __builtin_fabs(number - whole) >= 0.5 ? whole + __builtin_copysign(1, number) : whole;
}

/* The low 128 bits of a product, which the compiler asks for where it checks one of 64 bits. */
__int128 __multi3(__int128 one, __int128 other) {
    uint64_t a = (uint64_t)one, b = (uint64_t)other;
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t low = a0 * b0, middle = a1 * b0 + (low >> 32), cross = a0 * b1 + (uint32_t)middle;
    uint64_t high = a1 * b1 + (middle >> 32) + (cross >> 32);
    high += a * (uint64_t)((unsigned __int128)other >> 64) + b * (uint64_t)((unsigned __int128)one >> 64);
    return (__int128)((unsigned __int128)high << 64 | (cross << 32 | (uint32_t)low));
}
