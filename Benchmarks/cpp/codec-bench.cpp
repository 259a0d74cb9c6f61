// SPDX-License-Identifier: Apache-2.0
// The peer in C++: the same messages through Google's protobuf, on an arena as its users do who care.
//
// codec-bench-cpp OPERATION FILE COUNT     runs it so often and prints a checksum
// codec-bench-cpp OPERATION FILE           prints the median nanoseconds of 21 rounds
// OPERATION: decode-request, encode-request, decode-strategy, encode-strategy, own-decode, own-encode

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/arena.h>

#include "bench.pb.h"
#include "strategos/v1/strategy_service.pb.h"

namespace {

// Decodes into an arena that lives for one message.
template <typename Message>
size_t decode(const std::string& bytes) {
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<Message>(&arena);
  if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) std::abort();
  return static_cast<size_t>(message->GetCachedSize() + 1);
}

template <typename Message>
std::function<size_t()> operation(bool encode, const std::string& bytes) {
  if (!encode) return [bytes] { return decode<Message>(bytes); };
  auto message = std::make_shared<Message>();
  if (!message->ParseFromString(bytes)) std::abort();
  return [message] { return message->SerializeAsString().size(); };
}

std::function<size_t()> named(const std::string& name, const std::string& bytes) {
  const bool encode = name.find("encode") != std::string::npos;
  if (name.rfind("own-", 0) == 0) return operation<strategos::v1::GenerateStrategyRequest>(encode, bytes);
  if (name.find("strategy") != std::string::npos) return operation<arena::v1::TeamStrategy>(encode, bytes);
  return operation<arena::v1::GenerateStrategyRequest>(encode, bytes);
}

// Repeats for rounds of about 4,000 messages.
double median_nanoseconds(const std::function<size_t()>& run, size_t& checksum) {
  std::vector<double> rounds;
  for (int round = 0; round < 21; round++) {
    const auto start = std::chrono::steady_clock::now();
    for (int index = 0; index < 4000; index++) checksum += run();
    const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
    rounds.push_back(elapsed.count() / 4000);
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: codec-bench-cpp OPERATION FILE [COUNT]\n");
    return 2;
  }
  std::ifstream file(arguments[2], std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (bytes.empty()) {
    std::fprintf(stderr, "codec-bench-cpp: cannot read %s\n", arguments[2]);
    return 2;
  }
  const auto run = named(arguments[1], bytes);
  size_t checksum = 0;
  if (count > 3) {
    for (long left = std::atol(arguments[3]); left > 0; left--) checksum += run();
    std::printf("%zu\n", checksum);
  } else {
    std::printf("%.0f\n", median_nanoseconds(run, checksum));
  }
}
