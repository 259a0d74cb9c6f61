// SPDX-License-Identifier: Apache-2.0
// Brings libcurl into Swift: its variadic functions, once for each type of their last argument.
#pragma once
// The macros that check arguments want constants, which the functions below do not have.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

typedef size_t (*strategos_curl_sink)(char *bytes, size_t size, size_t count, void *user);

static inline CURLcode strategos_curl_set_number(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode strategos_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode strategos_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode strategos_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode strategos_curl_set_sink(CURL *easy, CURLoption option, strategos_curl_sink value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLMcode strategos_curl_set_multi_number(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// What a message of curl_multi_info_read says, whose result is in a union; nonzero if a transfer is done.
static inline int strategos_curl_next_done(CURLM *multi, CURL **easy, CURLcode *result) {
    int left = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        *easy = message->easy_handle;
        *result = message->data.result;
        return 1;
    }
    return 0;
}
