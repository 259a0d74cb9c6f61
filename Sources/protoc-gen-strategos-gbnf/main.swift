// SPDX-License-Identifier: Apache-2.0
import Codegen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

exit(GeneratorCommand<GBNFGenerator>.run(Array(CommandLine.arguments.dropFirst())))
