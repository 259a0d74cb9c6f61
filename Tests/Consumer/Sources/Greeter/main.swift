// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI

struct Greeter: GreeterService {
    func greet(_ request: GreetRequest, context: CallContext) async throws -> GreetResponse {
        guard let name = request.person?.names.first else { throw RPCError(.invalidArgument, "a name is needed") }
        return greeting(of: name)
    }

    func greetEach(
        _ request: GreetRequest, responses: ResponseWriter<GreetResponse>, context: CallContext
    ) async throws {
        for name in request.person?.names ?? [] { try await responses.write(greeting(of: name)) }
    }

    private func greeting(of name: String) -> GreetResponse {
        var response = GreetResponse()
        response.text = "Hello, \(name)!"
        return response
    }
}

var request = GreetRequest()
var person = Person()
person.names = ["Ada", "Grace"]
person.born = Google_Protobuf_Timestamp()
person.born?.seconds = -4_852_483_200
person.marks = ["maths": 1]
request.person = person
var place = HexCoordinate()
place.q = -3
request.place = place

let bytes = request.serialized()
let same = try GreetRequest(serialized: bytes) == request
print("encoded", bytes.count, "bytes,", "decoded the same:", same)
print("file of the same name:", GreeterPerson.fullName)

print("JSON:", try person.json())
print("violations:", try person.violations().count)
person.names = []
for violation in try person.violations() {
    print("violation:", violation.fieldPath, violation.ruleID, violation.message)
}

let server = try Server(configuration: .init(port: 0), services: [Greeter()])
let channel = Channel(to: try server.start(), loops: try EventLoopGroup(count: 1))
let client = GreeterServiceClient(channel: channel)
print("called:", try await client.greet(request).text)
for try await response in try await client.greetEach(request) { print("streamed:", response.text) }
do {
    print("called:", try await client.greet(GreetRequest()).text)
} catch {
    print("refused:", error.code, error.message)
}
await server.shutdown()
