// The echo server: what cannot be sent at once is sent before more is read.
#define _GNU_SOURCE

#include "limit.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
  struct source source;
  char *unsent;
  size_t length, sent;
};

static bool input_ended;
static int64_t messages, came_in, went_out, broken;

static void end_connection(struct connection *connection) {
  broken += connection->unsent != NULL;
  unwatch(&connection->source);
  free(connection->unsent);
  free(connection);
}

// How much of it the kernel took, or -1 where the peer is gone.
static ssize_t sent(int descriptor, const char *data, size_t length) {
  ssize_t took = send(descriptor, data, length, MSG_NOSIGNAL);
  if (took < 0 && errno == EAGAIN) {
    return 0;
  }
  went_out += took > 0 ? took : 0;
  return took;
}

static void connection_ready(struct source *source);

static void writable(struct source *source) {
  struct connection *connection = OWNER(source, struct connection, source);
  ssize_t took = sent(source->descriptor, connection->unsent + connection->sent,
                      connection->length - connection->sent);
  if (took < 0) {
    end_connection(connection);
    return;
  }
  connection->sent += took;
  if (connection->sent == connection->length) {
    free(connection->unsent);
    connection->unsent = NULL;
    watch_for(source, EPOLLIN, connection_ready);
  }
}

// Reads no more before it is sent.
static void keep_unsent(struct connection *connection, const char *data, size_t length) {
  connection->unsent = allocated(length, 1);
  memcpy(connection->unsent, data, length);
  connection->length = length;
  connection->sent = 0;
  watch_for(&connection->source, EPOLLOUT, writable);
}

static void connection_ready(struct source *source) {
  struct connection *connection = OWNER(source, struct connection, source);
  ssize_t got = recv(source->descriptor, loop_buffer, sizeof loop_buffer, 0);
  if (got < 0 && errno == EAGAIN) {
    return;
  }
  if (got <= 0) {
    broken += got < 0;
    end_connection(connection);
    return;
  }
  messages++;
  came_in += got;
  ssize_t took = sent(source->descriptor, loop_buffer, got);
  if (took < 0) {
    broken++;
    end_connection(connection);
  } else if (took < got) {
    keep_unsent(connection, loop_buffer + took, got - took);
  }
}

static void listener_ready(struct source *source) {
  int descriptor = accept4(source->descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ECONNABORTED || errno == EAGAIN) {
      return;
    }
    fail("accept4");
  }
  int on = 1;
  checked(setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "TCP_NODELAY");
  struct connection *connection = allocated(1, sizeof *connection);
  watch(&connection->source, descriptor, connection_ready);
}

// Each line is a mark.
static void input_ready(struct source *source) {
  char lines[256];
  int got = checked(read(source->descriptor, lines, sizeof lines), "stdin");
  if (got == 0) {
    input_ended = true;
  }
  for (int i = 0; i < got; i++) {
    if (lines[i] == '\n') {
      print_costs();
    }
  }
}

void bench_echo(char **keys) {
  (void)keys;
  struct source listener, input;
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  checked(descriptor, "socket");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  checked(bind(descriptor, (struct sockaddr *)&address, length), "bind");
  checked(listen(descriptor, SOMAXCONN), "listen");
  checked(getsockname(descriptor, (struct sockaddr *)&address, &length), "getsockname");
  watch(&listener, descriptor, listener_ready);
  watch(&input, STDIN_FILENO, input_ready);
  print_port(ntohs(address.sin_port));
  struct measurement measurement = measurement_begun();
  while (!input_ended) {
    turn();
  }
  measurement_ended(&measurement);
  bool right = came_in == went_out && broken == 0;
  print_line(&measurement, (struct outcome){.ops = messages, .right = right, .bytes = came_in});
}
