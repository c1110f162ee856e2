// Cryptographic assets (1.6, widened in 1.7), and signatures of the document itself (1.4).
#include "formats/check/rules.h"

namespace manara::formats::rules {
namespace {

constexpr Rule crypto[] = {
    word("assetType", Words::asset_type).required(), a("algorithmProperties", Shape::algorithm),
    a("certificateProperties", Shape::certificate),  a("relatedCryptoMaterialProperties", Shape::crypto_material),
    a("protocolProperties", Shape::protocol),        text("oid"),
};

constexpr Rule algorithm[] = {
    word("primitive", Words::primitive),
    // The names of families and curves are a registry that grows; the specification's own list is one moment of it.
    text("algorithmFamily").since(7),
    text("parameterSetIdentifier"),
    text("curve"),
    text("ellipticCurve").since(7),
    word("executionEnvironment", Words::execution),
    word("implementationPlatform", Words::platform),
    word("certificationLevel", Words::certification).repeated(),
    word("mode", Words::mode),
    word("padding", Words::padding),
    word("cryptoFunctions", Words::crypto_function).wrapping("cryptoFunction"),
    integer("classicalSecurityLevel").between(0),
    integer("nistQuantumSecurityLevel").between(0, 6),
};

constexpr Rule certificate[] = {
    text("serialNumber").since(7),
    text("subjectName"),
    text("issuerName"),
    text("notValidBefore", Form::date_time),
    text("notValidAfter", Form::date_time),
    text("signatureAlgorithmRef", Form::reference),
    text("subjectPublicKeyRef", Form::reference),
    text("certificateFormat"),
    text("certificateExtension"),
    text("certificateFileExtension").since(7),
    a("fingerprint", Shape::fingerprint).since(7),
    a("certificateState", Shape::certificate_state).repeated().since(7),
    text("creationDate", Form::date_time).since(7),
    text("activationDate", Form::date_time).since(7),
    text("deactivationDate", Form::date_time).since(7),
    text("revocationDate", Form::date_time).since(7),
    text("destructionDate", Form::date_time).since(7),
    a("certificateExtensions", Shape::certificate_extension).wrapping("certificateExtension").since(7),
    a("relatedCryptographicAssets", Shape::crypto_asset).wrapping("relatedCryptographicAsset").since(7),
};

constexpr Rule certificate_state[] = {
    word("state", Words::certificate_state),
    text("name"),
    text("description"),
    text("reason"),
    group(Is::exactly_one, "state name"),
    group(Is::at_most_one, "state description"),
};

constexpr Rule certificate_extension[] = {
    word("commonExtensionName", Words::common_extension),
    text("commonExtensionValue"),
    text("customExtensionName"),
    text("customExtensionValue"),
    group(Is::exactly_one, "commonExtensionName customExtensionName"),
    group(Is::at_most_one, "customExtensionName commonExtensionValue"),
    group(Is::at_most_one, "commonExtensionName customExtensionValue"),
    group(Is::needs, "commonExtensionName commonExtensionValue"),
};

constexpr Rule crypto_asset[] = {text("type"), text("ref", Form::reference)};

constexpr Rule crypto_material[] = {
    word("type", Words::material_type),
    text("id"),
    word("state", Words::material_state),
    text("algorithmRef", Form::reference),
    text("creationDate", Form::date_time),
    text("activationDate", Form::date_time),
    text("updateDate", Form::date_time),
    text("expirationDate", Form::date_time),
    text("value"),
    integer("size"),
    text("format"),
    a("securedBy", Shape::secured_by),
    a("fingerprint", Shape::fingerprint).since(7),
    a("relatedCryptographicAssets", Shape::crypto_asset).wrapping("relatedCryptographicAsset").since(7),
};

constexpr Rule secured_by[] = {text("mechanism"), text("algorithmRef", Form::reference)};

constexpr Rule protocol[] = {
    word("type", Words::protocol_type),
    text("version"),
    a("cipherSuites", Shape::cipher_suite).wrapping("cipherSuite"),
    a("ikev2TransformTypes", Shape::ikev2),
    text("cryptoRefArray", Form::reference).json_list(),
    a("relatedCryptographicAssets", Shape::crypto_asset).wrapping("relatedCryptographicAsset").since(7),
};

constexpr Rule cipher_suite[] = {
    text("name"),
    text("algorithms", Form::reference).wrapping("algorithm"),
    text("identifiers").wrapping("identifier"),
    text("tlsGroups").wrapping("group").since(7),
    text("tlsSignatureSchemes").wrapping("signatureScheme").since(7),
};

constexpr Rule ikev2[] = {
    text("encr", Form::reference).json_list().up_to(6),
    either("encr", Is::shape_or_text, Shape::ikev2_enc).json_list().since(7),
    text("prf", Form::reference).json_list().up_to(6),
    either("prf", Is::shape_or_text, Shape::ikev2_named).json_list().since(7),
    text("integ", Form::reference).json_list().up_to(6),
    either("integ", Is::shape_or_text, Shape::ikev2_named).json_list().since(7),
    text("ke", Form::reference).json_list().up_to(6),
    either("ke", Is::shape_or_text, Shape::ikev2_ke).json_list().since(7),
    boolean("esn"),
    text("auth", Form::reference).json_list().up_to(6),
    either("auth", Is::shape_or_text, Shape::ikev2_named).json_list().since(7),
};

constexpr Rule ikev2_enc[] = {text("name"), integer("keyLength"), text("algorithm", Form::reference)};
constexpr Rule ikev2_named[] = {text("name"), text("algorithm", Form::reference)};
constexpr Rule ikev2_ke[] = {integer("group"), text("algorithm", Form::reference)};

// JSON Signature Format (JSF 0.82): one signature, several, or a chain of them.
constexpr Rule json_signature[] = {
    text("algorithm"),
    text("keyId"),
    object("publicKey"),
    text("certificatePath").json_list(),
    text("excludes").json_list(),
    text("value"),
    a("signers", Shape::signature).json_list(),
    a("chain", Shape::signature).json_list(),
    group(Is::exactly_one, "value signers chain"),
    group(Is::needs, "value algorithm"),
};

}  // namespace

ShapeRules crypto_rules(Shape shape) {
  switch (shape) {
    case Shape::signature: return {json_signature};
    case Shape::crypto: return {crypto};
    case Shape::algorithm: return {algorithm};
    case Shape::certificate: return {certificate};
    case Shape::certificate_state: return {certificate_state};
    case Shape::certificate_extension: return {certificate_extension};
    case Shape::crypto_asset: return {crypto_asset};
    case Shape::crypto_material: return {crypto_material};
    case Shape::secured_by: return {secured_by};
    case Shape::protocol: return {protocol};
    case Shape::cipher_suite: return {cipher_suite};
    case Shape::ikev2: return {ikev2};
    case Shape::ikev2_enc: return {ikev2_enc};
    case Shape::ikev2_named: return {ikev2_named};
    case Shape::ikev2_ke: return {ikev2_ke};
    default: return {};
  }
}

}  // namespace manara::formats::rules
