// The load of the echo servers: connections that each send a message, wait until it came back
// whole, and look at each byte. So many messages are under way at once; where there are more
// connections than that, the next message is that of the one that has rested the longest. When all
// are connected and were served once, this is said, and a line on the standard input begins the
// measured part; they stay until the end of the input.
#define _GNU_SOURCE

#include "bench.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

enum { EVENTS = 256 };

struct connection {
  int descriptor;
  uint32_t number, round;
  bool waits_to_send;
  size_t sent, received;
  int64_t since;
  unsigned char *message; // what was sent, and so what has to come back
  unsigned char *echo;    // has room for a byte too many
  struct connection *next;
};

static int epoll;
static size_t size;

// What is left to begin, to come back, and what was not as it was sent.
static int64_t unstarted, unanswered, wrong;
static int64_t *latencies, answered;

// The connections at rest, from the one that has rested the longest.
static struct connection *oldest, **behind_newest = &oldest;

static void rest(struct connection *connection) {
  connection->next = NULL;
  *behind_newest = connection;
  behind_newest = &connection->next;
}

static struct connection *next_at_rest(void) {
  struct connection *connection = oldest;
  oldest = connection->next;
  if (oldest == NULL) {
    behind_newest = &oldest;
  }
  return connection;
}

static void control(int operation, struct connection *connection, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  checked(epoll_ctl(epoll, operation, connection->descriptor, &event), "epoll_ctl");
}

static void send_rest(struct connection *connection) {
  int took = send(connection->descriptor, connection->message + connection->sent,
                  size - connection->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (took < 0 && errno != EAGAIN) {
    fail("send");
  }
  connection->sent += took > 0 ? took : 0;
  bool waits = connection->sent < size;
  if (waits != connection->waits_to_send) {
    connection->waits_to_send = waits;
    control(EPOLL_CTL_MOD, connection, waits ? EPOLLIN | EPOLLOUT : EPOLLIN);
  }
}

// Each message differs from the one before it and from those of other connections.
static void begin_round(void) {
  if (unstarted == 0) {
    return;
  }
  struct connection *connection = next_at_rest();
  unstarted--;
  connection->round++;
  uint32_t head[] = {connection->round, connection->number};
  memcpy(connection->message, head, size < sizeof head ? size : sizeof head);
  connection->sent = 0;
  connection->received = 0;
  connection->since = nanos();
  send_rest(connection);
}

static void receive(struct connection *connection) {
  ssize_t got = recv(connection->descriptor, connection->echo + connection->received,
                     size + 1 - connection->received, MSG_DONTWAIT);
  if (got < 0 && errno == EAGAIN) {
    return;
  }
  if (checked(got, "recv") == 0) {
    fprintf(stderr, "the server closed a connection\n");
    exit(EXIT_FAILURE);
  }
  connection->received += got;
  if (connection->received > size) {
    fprintf(stderr, "more came back than was sent\n");
    exit(EXIT_FAILURE);
  }
  if (connection->received < size) {
    return;
  }
  latencies[answered++] = nanos() - connection->since;
  wrong += memcmp(connection->message, connection->echo, size) != 0;
  unanswered--;
  rest(connection);
  begin_round();
}

static void run(int64_t at_once, int64_t count) {
  unstarted = unanswered = count;
  answered = 0;
  for (int64_t i = 0; i < at_once; i++) {
    begin_round();
  }
  while (unanswered > 0) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    if (ready < 0 && errno != EINTR) {
      fail("epoll_wait");
    }
    for (int i = 0; i < ready; i++) {
      struct connection *connection = events[i].data.ptr;
      if (connection->waits_to_send && events[i].events & EPOLLOUT) {
        send_rest(connection);
      }
      if (events[i].events & ~EPOLLOUT) {
        receive(connection);
      }
    }
  }
}

static void connect_to(int port, struct connection *connection, uint32_t number) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons(port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int descriptor = checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
  checked(connect(descriptor, (struct sockaddr *)&address, sizeof address), "connect");
  int on = 1;
  checked(setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "TCP_NODELAY");
  *connection = (struct connection){.descriptor = descriptor,
                                    .number = number,
                                    .message = allocated(size, 1),
                                    .echo = allocated(size + 1, 1)};
  for (size_t i = 0; i < size; i++) {
    connection->message[i] = i * 31 + number;
  }
  control(EPOLL_CTL_ADD, connection, EPOLLIN);
}

// Each is served once before the next comes, so that no server's backlog overflows.
static void connect_all(int port, struct connection *connections, int64_t many) {
  for (int64_t i = 0; i < many; i++) {
    connect_to(port, &connections[i], i);
    rest(&connections[i]);
    run(1, 1);
  }
}

static void await_input(bool its_end) {
  char ignored[256];
  int got;
  do {
    got = checked(read(STDIN_FILENO, ignored, sizeof ignored), "stdin");
  } while (its_end && got > 0);
}

int main(int argument_count, char **arguments) {
  (void)argument_count;
  char **keys = arguments + 1;
  raise_descriptor_limit();
  int64_t many = number_key(keys, "connections"), at_once = number_key(keys, "active");
  int64_t count = number_key(keys, "count");
  size = number_key(keys, "size");
  if (size == 0 || at_once == 0 || at_once > many) {
    fprintf(stderr, "size= and active= are at least 1, and no more are active than connections=\n");
    return EXIT_FAILURE;
  }
  epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
  latencies = allocated(count + 1, sizeof *latencies);
  struct connection *connections = allocated(many, sizeof *connections);
  connect_all(number_key(keys, "port"), connections, many);
  printf("{\"connected\":%" PRId64 "}\n", many);
  fflush(stdout);
  await_input(false);
  struct measurement measurement = measurement_begun();
  run(at_once, count);
  measurement_ended(&measurement);
  bool right = wrong == 0 && answered == count;
  print_line(&measurement, (struct outcome){.ops = count, .right = right, .latencies = latencies});
  await_input(true);
}
