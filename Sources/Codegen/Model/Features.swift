// SPDX-License-Identifier: Apache-2.0

/// The features that hold for an element, once its syntax or edition and its surroundings have been
/// taken into account.
struct Features {
    var presence: FeatureSet.Presence
    var enumType: FeatureSet.EnumType
    var repeatedEncoding: FeatureSet.RepeatedEncoding
    var messageEncoding: FeatureSet.MessageEncoding

    /// What the file starts from.
    init(_ file: FileDescriptor) {
        switch file.syntax {
        case "proto3": self.init(.implicit, .open, .packed)
        case "editions": self.init(.explicit, .open, .packed)
        default: self.init(.explicit, .closed, .expanded)
        }
        self = applying(file.features)
    }

    private init(
        _ presence: FeatureSet.Presence, _ enumType: FeatureSet.EnumType,
        _ repeatedEncoding: FeatureSet.RepeatedEncoding
    ) {
        self.presence = presence
        self.enumType = enumType
        self.repeatedEncoding = repeatedEncoding
        messageEncoding = .lengthPrefixed
    }

    /// The features of an element within: its own choice where it makes one.
    func applying(_ own: FeatureSet) -> Features {
        var result = self
        if let value = own.presence { result.presence = value }
        if let value = own.enumType { result.enumType = value }
        if let value = own.repeatedEncoding { result.repeatedEncoding = value }
        if let value = own.messageEncoding { result.messageEncoding = value }
        return result
    }
}
