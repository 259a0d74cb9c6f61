// SPDX-License-Identifier: Apache-2.0
// The floor of the server comparison: an ordinary nghttp2 server on epoll that answers every request
// with the same gRPC message and decodes nothing. What a gRPC server costs beyond this is its own work.
//
// Usage: nghttp2-floor --reply FILE [--listen ADDRESS:PORT]
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, WRITE_SIZE = 64 * 1024, MAX_STREAMS = 256, EVENTS = 64, PREFIX = 5 };

/// The reply with its 5-byte gRPC prefix.
static uint8_t *reply;
static size_t reply_length;
static uint64_t requests;

struct connection {
  int descriptor;
  int waits_for_writable;
  nghttp2_session *session;
  size_t queued, written;
  uint8_t output[WRITE_SIZE];
};

static void fail(const char *what) {
  fprintf(stderr, "nghttp2-floor: %s: %s\n", what, strerror(errno));
  exit(1);
}

#define HEADER(name, value)                                                                          \
  { (uint8_t *)(name), (uint8_t *)(value), sizeof(name) - 1, sizeof(value) - 1,                      \
    NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE }

static const nghttp2_nv response_headers[] = {
  HEADER(":status", "200"), HEADER("content-type", "application/grpc")};
static const nghttp2_nv trailers[] = {HEADER("grpc-status", "0")};

/// Gives the reply's bytes and hangs the trailers on its end. The source pointer is the position.
static ssize_t read_reply(nghttp2_session *session, int32_t stream, uint8_t *buffer, size_t length,
                          uint32_t *flags, nghttp2_data_source *source, void *user) {
  (void)user;
  uint8_t *position = source->ptr;
  size_t rest = (size_t)(reply + reply_length - position);
  size_t count = rest < length ? rest : length;
  memcpy(buffer, position, count);
  source->ptr = position + count;
  if (count == rest) {
    *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
    nghttp2_submit_trailer(session, stream, trailers, 1);
  }
  return (ssize_t)count;
}

static int on_frame(nghttp2_session *session, const nghttp2_frame *frame, void *user) {
  (void)user;
  int is_request_part = frame->hd.type == NGHTTP2_DATA || frame->hd.type == NGHTTP2_HEADERS;
  if (!is_request_part || !(frame->hd.flags & NGHTTP2_FLAG_END_STREAM)) return 0;
  requests++;
  nghttp2_data_provider provider = {.source.ptr = reply, .read_callback = read_reply};
  return nghttp2_submit_response(session, frame->hd.stream_id, response_headers, 2, &provider);
}

static void open_connection(int epoll, int descriptor, nghttp2_session_callbacks *callbacks) {
  int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct connection *c = malloc(sizeof *c);
  if (!c) fail("malloc");
  c->descriptor = descriptor;
  c->waits_for_writable = 0;
  c->queued = c->written = 0;
  nghttp2_session_server_new(&c->session, callbacks, c);
  nghttp2_settings_entry settings = {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS};
  nghttp2_submit_settings(c->session, NGHTTP2_FLAG_NONE, &settings, 1);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
  epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

static void close_connection(struct connection *c) {
  nghttp2_session_del(c->session);
  close(c->descriptor);
  free(c);
}

/// Fills the output buffer from the session and writes it, until there is nothing left or the socket
/// is full. Returns 0 when the connection is at its end.
static int flush(int epoll, struct connection *c) {
  const uint8_t *chunk;
  ssize_t length = 0;
  do {
    while (c->queued + 16 * 1024 + 9 <= WRITE_SIZE && (length = nghttp2_session_mem_send(c->session, &chunk)) > 0) {
      memcpy(c->output + c->queued, chunk, (size_t)length);
      c->queued += (size_t)length;
    }
    if (length < 0) return 0;
    while (c->written < c->queued) {
      ssize_t count = write(c->descriptor, c->output + c->written, c->queued - c->written);
      if (count < 0 && errno == EAGAIN) break;
      if (count <= 0) return 0;
      c->written += (size_t)count;
    }
    if (c->written < c->queued) break;
    c->queued = c->written = 0;
  } while (length > 0);

  int waits = c->written < c->queued;
  if (waits != c->waits_for_writable) {
    struct epoll_event event = {.events = EPOLLIN | (waits ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_MOD, c->descriptor, &event);
    c->waits_for_writable = waits;
  }
  return waits || nghttp2_session_want_read(c->session) || nghttp2_session_want_write(c->session);
}

/// Reads what is there, then flushes. Returns 0 when the connection is at its end.
static int serve(int epoll, struct connection *c, uint32_t events) {
  static uint8_t input[READ_SIZE];
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
    ssize_t count = read(c->descriptor, input, sizeof input);
    if (count == 0 || (count < 0 && errno != EAGAIN)) return 0;
    if (count > 0 && nghttp2_session_mem_recv(c->session, input, (size_t)count) < 0) return 0;
  }
  return flush(epoll, c);
}

static void load_reply(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  fseek(file, 0, SEEK_END);
  size_t length = (size_t)ftell(file);
  rewind(file);
  reply_length = PREFIX + length;
  reply = malloc(reply_length);
  uint32_t big_endian = htonl((uint32_t)length);
  reply[0] = 0;
  memcpy(reply + 1, &big_endian, sizeof big_endian);
  if (fread(reply + PREFIX, 1, length, file) != length) fail(path);
  fclose(file);
}

static int listen_on(const char *text) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  char host[64];
  unsigned port;
  if (sscanf(text, "%63[^:]:%u", host, &port) != 2 || !inet_aton(host, &address.sin_addr)) {
    fprintf(stderr, "nghttp2-floor: '%s' is no ADDRESS:PORT\n", text);
    exit(2);
  }
  address.sin_port = htons((uint16_t)port);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) fail(text);
  socklen_t size = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &size);
  fprintf(stderr, "listening address=%s:%d\n", inet_ntoa(address.sin_addr), ntohs(address.sin_port));
  return listener;
}

static int signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigprocmask(SIG_BLOCK, &set, NULL);
  signal(SIGPIPE, SIG_IGN);
  return signalfd(-1, &set, SFD_NONBLOCK);
}

int main(int count, char **arguments) {
  const char *address = "127.0.0.1:0", *path = NULL;
  for (int i = 1; i + 1 < count; i += 2) {
    if (!strcmp(arguments[i], "--listen")) address = arguments[i + 1];
    if (!strcmp(arguments[i], "--reply")) path = arguments[i + 1];
  }
  if (!path) {
    fprintf(stderr, "usage: nghttp2-floor --reply FILE [--listen ADDRESS:PORT]\n");
    return 2;
  }
  load_reply(path);

  nghttp2_session_callbacks *callbacks;
  nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, on_frame);

  int terminated = signals(), listener = listen_on(address), epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = &listener};
  epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
  event.data.ptr = &terminated;
  epoll_ctl(epoll, EPOLL_CTL_ADD, terminated, &event);

  for (;;) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      if (events[i].data.ptr == &terminated) {
        fprintf(stderr, "stopped requests=%llu\n", (unsigned long long)requests);
        return 0;
      }
      if (events[i].data.ptr == &listener) {
        int accepted;
        while ((accepted = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) open_connection(epoll, accepted, callbacks);
      } else if (!serve(epoll, events[i].data.ptr, events[i].events)) {
        close_connection(events[i].data.ptr);
      }
    }
  }
}
