// SPDX-License-Identifier: Apache-2.0

/// The handshake between generated files and this runtime. Each generated file names the version of
/// the runtime's interface that it was written for; a version that is gone is an error in that line.
public enum GeneratedCode {
    /// The interface as it is now. When it changes, the next number replaces this one here and in the
    /// generator, in the same commit.
    public enum Version2 {}
}
