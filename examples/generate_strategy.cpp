// SPDX-License-Identifier: Apache-2.0
// Asks a server for a strategy. Usage: generate_strategy HOST:PORT QUESTION.json
// Needs stubs made from proto/; README.md says how it is built.
#include <chrono>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <iterator>

#include <google/protobuf/util/json_util.h>
#include <grpcpp/grpcpp.h>

#include "strategos/v1/strategy_service.grpc.pb.h"

namespace api = strategos::v1;

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: generate_strategy HOST:PORT QUESTION.json\n";
    return 2;
  }
  std::ifstream file(arguments[2]);
  const std::string question((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  api::GenerateStrategyRequest request;
  if (const auto status = google::protobuf::util::JsonStringToMessage(question, &request); !status.ok()) {
    std::cerr << arguments[2] << ": " << status.ToString() << '\n';
    return 1;
  }

  const auto channel = grpc::CreateChannel(arguments[1], grpc::InsecureChannelCredentials());
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(1));
  api::GenerateStrategyResponse response;
  const grpc::Status status = api::StrategyService::NewStub(channel)->GenerateStrategy(&context, request, &response);
  if (!status.ok()) {
    std::cerr << status.error_message() << '\n';
    return 1;
  }

  std::cout << response.strategy().description() << '\n';
  for (const api::Priority& priority : response.strategy().priorities()) {
    std::cout << std::setw(5) << priority.weight_per_mille() << " per mille  " << api::TaskKind_Name(priority.task());
    if (priority.has_zone()) {
      const auto& at = priority.zone().center();
      std::cout << " at (" << at.q() << ", " << at.r() << ')';
    }
    std::cout << '\n';
  }
}
