// SPDX-License-Identifier: Apache-2.0
// The one module that generated code and its users import.
export { DecodeError, Reader, Writer, keepUnknown, isSet } from "./wire.js";
export { JsonError } from "./jsontext.js";
export { JsonReader, JsonWriter, enumInfo, toBase64, fromBase64 } from "./json.js";
export * as wellKnown from "./wellknown.js";
export { messageType } from "./message.js";
export { Code, RpcError } from "./error.js";
export { createTransport } from "./transport.js";
export { watch } from "./watch.js";
