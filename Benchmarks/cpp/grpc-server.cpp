// SPDX-License-Identifier: Apache-2.0
// The service of the published figures on gRPC C++: the callback API, messages on arenas. Each request is
// decoded, the reply is a copy of a constant, and encoded.
//
// Usage: grpc-server-cpp --reply FILE [--listen ADDRESS:PORT] [--messages N]
//   --messages  how many messages StreamStrategy answers (1000)
#include <google/protobuf/arena.h>
#include <grpcpp/grpcpp.h>
#include <signal.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include "bench.grpc.pb.h"

using arena::v1::GenerateStrategyRequest;
using arena::v1::TeamStrategy;

namespace {

// Request and reply of a call in one arena, as gRPC's documents have it for services that count instructions.
class OnArena : public grpc::MessageHolder<GenerateStrategyRequest, TeamStrategy> {
 public:
  OnArena() {
    set_request(google::protobuf::Arena::CreateMessage<GenerateStrategyRequest>(&arena_));
    set_response(google::protobuf::Arena::CreateMessage<TeamStrategy>(&arena_));
  }
  void Release() override { delete this; }

 private:
  google::protobuf::Arena arena_;
};

class Arenas : public grpc::MessageAllocator<GenerateStrategyRequest, TeamStrategy> {
 public:
  grpc::MessageHolder<GenerateStrategyRequest, TeamStrategy>* AllocateMessages() override { return new OnArena; }
};

class Writer : public grpc::ServerWriteReactor<TeamStrategy> {
 public:
  Writer(const TeamStrategy& reply, int messages) : reply_(reply), left_(messages) { Next(); }
  void OnWriteDone(bool ok) override {
    if (ok) {
      Next();
    } else {
      Finish(grpc::Status::CANCELLED);
    }
  }
  void OnDone() override { delete this; }

 private:
  void Next() {
    if (left_-- > 0) {
      StartWrite(&reply_);
    } else {
      Finish(grpc::Status::OK);
    }
  }

  const TeamStrategy& reply_;
  int left_;
};

class Strategies : public arena::v1::StrategyService::CallbackService {
 public:
  Strategies(const TeamStrategy& reply, int messages) : reply_(reply), messages_(messages) {
    SetMessageAllocatorFor_GenerateStrategy(&arenas_);
  }
  grpc::ServerUnaryReactor* GenerateStrategy(
      grpc::CallbackServerContext* context, const GenerateStrategyRequest*, TeamStrategy* reply) override {
    *reply = reply_;
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
  grpc::ServerWriteReactor<TeamStrategy>* StreamStrategy(
      grpc::CallbackServerContext*, const GenerateStrategyRequest*) override {
    return new Writer(reply_, messages_);
  }

 private:
  Arenas arenas_;
  const TeamStrategy& reply_;
  const int messages_;
};

int Fail(const std::string& what) {
  std::cerr << "grpc-server-cpp: " << what << std::endl;
  return 2;
}

}  // namespace

int main(int count, char** words) {
  std::string listen = "127.0.0.1:0", file;
  int messages = 1000;
  for (int index = 1; index + 1 < count; index += 2) {
    const std::string name = words[index], value = words[index + 1];
    if (name == "--reply") file = value;
    else if (name == "--listen") listen = value;
    else if (name == "--messages") messages = std::stoi(value);
    else return Fail("unknown option " + name);
  }
  TeamStrategy reply;
  std::ifstream input(file, std::ios::binary);
  if (!input || !reply.ParseFromIstream(&input)) return Fail("--reply '" + file + "' has no TeamStrategy");

  // Before any thread exists, so that none takes the signal.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Strategies service(reply, messages);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(listen, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return Fail("cannot listen on " + listen);
  std::cerr << "listening address=" << listen.substr(0, listen.rfind(':')) << ":" << port << std::endl;
  int arrived = 0;
  sigwait(&signals, &arrived);
  server->Shutdown();
}
