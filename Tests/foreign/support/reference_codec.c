// SPDX-License-Identifier: Apache-2.0
// Decodes messages with libprotobuf-c and encodes them again: the second reference for our codec.
//
// Reads `u32 length, type name, u32 length, message` on standard input until it ends, and answers each with
// `u8 1, u32 length, message`, or `u8 0, u32 length, error text`. Numbers are little-endian.
#include <protobuf-c/protobuf-c.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "descriptors.h"  // written by the test: `descriptors`, a table of all types that ends in NULL

static uint8_t *read_block(uint32_t *length) {
  if (fread(length, sizeof *length, 1, stdin) != 1) return NULL;
  uint8_t *block = malloc(*length + 1);
  if (!block || fread(block, 1, *length, stdin) != *length) exit(1);
  block[*length] = 0;
  return block;
}

static void answer(uint8_t succeeded, const void *bytes, uint32_t length) {
  fwrite(&succeeded, 1, 1, stdout);
  fwrite(&length, sizeof length, 1, stdout);
  fwrite(bytes, 1, length, stdout);
  fflush(stdout);
}

static const ProtobufCMessageDescriptor *find(const char *name) {
  for (size_t i = 0; descriptors[i]; i++)
    if (!strcmp(descriptors[i]->name, name)) return descriptors[i];
  return NULL;
}

int main(void) {
  uint32_t name_length, length;
  uint8_t *name, *bytes;
  while ((name = read_block(&name_length)) && (bytes = read_block(&length))) {
    const ProtobufCMessageDescriptor *type = find((const char *)name);
    ProtobufCMessage *message = type ? protobuf_c_message_unpack(type, NULL, length, bytes) : NULL;
    if (message) {
      size_t size = protobuf_c_message_get_packed_size(message);
      uint8_t *packed = malloc(size + 1);
      protobuf_c_message_pack(message, packed);
      answer(1, packed, (uint32_t)size);
      free(packed);
      protobuf_c_message_free_unpacked(message, NULL);
    } else {
      const char *text = type ? "cannot be decoded" : "unknown type";
      answer(0, text, (uint32_t)strlen(text));
    }
    free(name);
    free(bytes);
  }
  return 0;
}
