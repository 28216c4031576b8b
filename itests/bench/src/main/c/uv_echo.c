// The echo server: what cannot be sent at once is left to uv_write.
#include "uv_peer.h"

#include <netinet/in.h>

enum { BACKLOG = 4096 };

struct unsent {
  uv_write_t request;
  size_t length;
  char data[];
};

static int64_t messages, came_in, went_out, broken;

static void connection_closed(uv_handle_t *connection) { free(connection); }

static void end_connection(uv_stream_t *connection) {
  if (!uv_is_closing((uv_handle_t *)connection)) {
    uv_close((uv_handle_t *)connection, connection_closed);
  }
}

static void rest_written(uv_write_t *request, int status) {
  struct unsent *unsent = (struct unsent *)request;
  if (status == 0) {
    went_out += unsent->length;
  } else {
    broken++;
    end_connection(request->handle);
  }
  free(unsent);
}

static void write_rest(uv_stream_t *connection, const char *data, size_t length) {
  struct unsent *unsent = allocated(1, sizeof *unsent + length);
  memcpy(unsent->data, data, length);
  unsent->length = length;
  uv_buf_t rest = uv_buf_init(unsent->data, length);
  uv_checked(uv_write(&unsent->request, connection, &rest, 1, rest_written), "uv_write");
}

static void message_read(uv_stream_t *connection, ssize_t got, const uv_buf_t *into) {
  if (got < 0) {
    broken += got != UV_EOF;
    end_connection(connection);
    return;
  }
  if (got == 0) {
    return; // EAGAIN
  }
  messages++;
  came_in += got;
  uv_buf_t echo = uv_buf_init(into->base, got);
  int took = uv_try_write(connection, &echo, 1);
  if (took == UV_EAGAIN) {
    took = 0;
  } else if (took < 0) {
    broken++;
    end_connection(connection);
    return;
  }
  went_out += took;
  if (took < got) {
    write_rest(connection, into->base + took, got - took);
  }
}

static void connected(uv_stream_t *server, int status) {
  uv_checked(status, "listen");
  uv_tcp_t *connection = allocated(1, sizeof *connection);
  uv_checked(uv_tcp_init(loop, connection), "uv_tcp_init");
  uv_checked(uv_accept(server, (uv_stream_t *)connection), "uv_accept");
  uv_checked(uv_tcp_nodelay(connection, 1), "uv_tcp_nodelay");
  uv_checked(uv_read_start((uv_stream_t *)connection, lend_buffer, message_read), "read");
}

// Each line is a mark.
static void input_read(uv_stream_t *input, ssize_t got, const uv_buf_t *into) {
  (void)input;
  if (got == UV_EOF) {
    uv_stop(loop);
    return;
  }
  uv_checked(got, "stdin");
  for (ssize_t i = 0; i < got; i++) {
    if (into->base[i] == '\n') {
      print_costs();
    }
  }
}

void bench_echo(char **keys) {
  (void)keys;
  uv_tcp_t server;
  struct sockaddr_in address;
  int length = sizeof address;
  uv_checked(uv_ip4_addr("127.0.0.1", 0, &address), "uv_ip4_addr");
  uv_checked(uv_tcp_init(loop, &server), "uv_tcp_init");
  uv_checked(uv_tcp_bind(&server, (struct sockaddr *)&address, 0), "bind");
  uv_checked(uv_listen((uv_stream_t *)&server, BACKLOG, connected), "listen");
  uv_checked(uv_tcp_getsockname(&server, (struct sockaddr *)&address, &length), "getsockname");
  uv_pipe_t input;
  uv_checked(uv_pipe_init(loop, &input, 0), "uv_pipe_init");
  uv_checked(uv_pipe_open(&input, 0), "stdin");
  uv_checked(uv_read_start((uv_stream_t *)&input, lend_buffer, input_read), "stdin");
  print_port(ntohs(address.sin_port));
  struct measurement measurement = measurement_begun();
  uv_run(loop, UV_RUN_DEFAULT);
  measurement_ended(&measurement);
  bool right = came_in == went_out && broken == 0;
  print_line(&measurement, (struct outcome){.ops = messages, .right = right, .bytes = came_in});
}
