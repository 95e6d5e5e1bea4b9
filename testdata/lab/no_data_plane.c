/* Preloaded into charon: the kernel's IPsec side (the netlink socket of XFRM) played by a few lines, for kernels without ESP or AH and for
 * tests that only negotiate.
 *
 * A socket of NETLINK_XFRM becomes one end of a socket pair; what is sent there is answered at once as a kernel would that does everything
 * it is told. Everything else goes to the real functions. */
#include <dlfcn.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#ifndef RTLD_NEXT /* hidden without _GNU_SOURCE, which would give the socket functions types that no definition here can have */
#define RTLD_NEXT ((void *)-1l)
#endif

#define MOST_FILES 4096

static int other_end[MOST_FILES]; /* of a socket played here: the end to answer into; 0: not ours */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t next_spi = 0xc0000001;

static int other_of(int fd)
{
  return fd >= 0 && fd < MOST_FILES ? other_end[fd] : 0;
}

int socket(int domain, int type, int protocol)
{
  static int (*real)(int, int, int);
  int pair[2];
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "socket");
  if (domain != AF_NETLINK || protocol != NETLINK_XFRM) return real(domain, type, protocol);
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) || pair[0] >= MOST_FILES) return -1;
  other_end[pair[0]] = pair[1];
  return pair[0];
}

int bind(int fd, const struct sockaddr *address, socklen_t len)
{
  static int (*real)(int, const struct sockaddr *, socklen_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "bind");
  return other_of(fd) ? 0 : real(fd, address, len);
}

static void acknowledge(int to, const struct nlmsghdr *request, int error)
{
  struct {
    struct nlmsghdr header;
    struct nlmsgerr body;
  } answer = { .header = { .nlmsg_len = sizeof answer, .nlmsg_type = NLMSG_ERROR, .nlmsg_seq = request->nlmsg_seq } };
  answer.body.error = error;
  answer.body.msg = *request;
  send(to, &answer, sizeof answer, 0);
}

static void give_spi(int to, const struct nlmsghdr *request)
{
  struct {
    struct nlmsghdr header;
    struct xfrm_usersa_info sa;
  } answer = { .header = { .nlmsg_len = sizeof answer, .nlmsg_type = XFRM_MSG_NEWSA, .nlmsg_seq = request->nlmsg_seq } };
  const struct xfrm_userspi_info *wanted = NLMSG_DATA(request);
  answer.sa = wanted->info;
  pthread_mutex_lock(&lock);
  answer.sa.id.spi = __builtin_bswap32(next_spi++);
  pthread_mutex_unlock(&lock);
  send(to, &answer, sizeof answer, 0);
}

/* What asks for counters gets none; everything else is done. */
static void answer(int to, const struct nlmsghdr *request)
{
  if (request->nlmsg_type == XFRM_MSG_ALLOCSPI) give_spi(to, request);
  else acknowledge(to, request, request->nlmsg_type == XFRM_MSG_GETSA || request->nlmsg_type == XFRM_MSG_GETPOLICY ? -3 : 0);
}

ssize_t sendto(int fd, const void *bytes, size_t len, int flags, const struct sockaddr *to, socklen_t to_len)
{
  static ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "sendto");
  if (!other_of(fd)) return real(fd, bytes, len, flags, to, to_len);
  answer(other_of(fd), bytes);
  return (ssize_t)len;
}
