// SPDX-License-Identifier: Apache-2.0
// What a user writes, for the type checker only; each @ts-expect-error must be one.
import { Code, RpcError, createTransport, watch } from "../../frontend/runtime/index.js";
import { BadRequest } from "../../frontend/Generated/google/rpc/error_details.js";
import { AgentRole } from "../../frontend/Generated/strategos/v1/agent.js";
import {
  GenerateStrategyRequest, StrategyServiceClient, StreamStrategyResponse,
} from "../../frontend/Generated/strategos/v1/strategy_service.js";

const client = new StrategyServiceClient(createTransport({ baseUrl: "http://127.0.0.1:8080", protocol: "grpc-web" }));
const request = GenerateStrategyRequest.create({ teamId: "red" });

export async function ask(signal: AbortSignal): Promise<string> {
  try {
    const { strategy } = await client.generateStrategy(request, { timeoutMs: 500, signal });
    // @ts-expect-error the strategy may be absent
    strategy.description;
    return strategy?.description ?? "";
  } catch (error) {
    if (error instanceof RpcError && error.code === Code.INVALID_ARGUMENT) {
      return error.detail(BadRequest)?.fieldViolations[0]?.field ?? "";
    }
    throw error;
  }
}

export function told(response: StreamStrategyResponse): number {
  const sequence: bigint = response.sequence;
  switch (response.update?.case) {
    case "strategy":
      return response.update.value.confidence;
    case "progress":
      return response.update.value.donePerMille ?? Number(sequence);
    default:
      return AgentRole.COLLECTOR;
  }
}

// @ts-expect-error a team's id is a text
GenerateStrategyRequest.create({ teamId: 1 });

export const followed = watch(
  (token: bigint | undefined) => client.streamStrategy({ ...request, teamId: String(token) }),
  { tokenOf: (message) => message.sequence });
