// SPDX-License-Identifier: Apache-2.0

#include "CRE2.h"

#include <cstring>
#include <new>

#include <re2/re2.h>

struct strategos_re2 {
  re2::RE2 expression;
};

namespace {

re2::StringPiece piece(const uint8_t *bytes, size_t length) {
  return re2::StringPiece(reinterpret_cast<const char *>(bytes), length);
}

void report(const char *what, char *message, size_t capacity) {
  if (capacity == 0) return;
  std::strncpy(message, what, capacity - 1);
  message[capacity - 1] = 0;
}

}  // namespace

strategos_re2 *strategos_re2_new(const uint8_t *pattern, size_t length, char *message, size_t capacity) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  auto *made = new (std::nothrow) strategos_re2{{piece(pattern, length), options}};
  if (made == nullptr) {
    report("out of memory", message, capacity);
  } else if (!made->expression.ok()) {
    report(made->expression.error().c_str(), message, capacity);
    delete made;
    made = nullptr;
  }
  return made;
}

void strategos_re2_delete(strategos_re2 *expression) { delete expression; }

bool strategos_re2_found(const strategos_re2 *expression, const uint8_t *text, size_t length) {
  return re2::RE2::PartialMatch(piece(text, length), expression->expression);
}
