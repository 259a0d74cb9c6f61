// SPDX-License-Identifier: Apache-2.0
// Brings OpenSSL 3 (TLS and certificates) into Swift, and as functions what it has as macros only,
// which Swift cannot see.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/// What both sides of a connection have: TLS 1.2 or later, no renegotiation, no compression, no buffers
/// for a connection that is idle, the order of the server's ciphers, and nothing remembered by its number.
static inline int strategos_ssl_setup(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

/// Says that there is no password: a file that wants one is an error, not a question on the terminal.
static inline int strategos_no_password(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

/// Reads the next certificate of PEM; NULL at the end, and for one that is no good.
static inline X509 *strategos_pem_read_certificate(BIO *bio) {
    return PEM_read_bio_X509(bio, NULL, strategos_no_password, NULL);
}

/// Reads a private key of PEM; NULL if there is none.
static inline EVP_PKEY *strategos_pem_read_key(BIO *bio) {
    return PEM_read_bio_PrivateKey(bio, NULL, strategos_no_password, NULL);
}

/// Says that a BIO has nothing to read now.
static inline void strategos_bio_retry_read(BIO *bio) {
    BIO_set_retry_read(bio);
}

/// Takes back what the last call has said.
static inline void strategos_bio_clear_retry(BIO *bio) {
    BIO_clear_retry_flags(bio);
}

/// Adds a certificate behind a context's own; it then belongs to the context.
static inline int strategos_ssl_add_to_chain(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add0_chain_cert(context, certificate);
}

/// Names the server that is wanted (RFC 6066, 3).
static inline int strategos_ssl_set_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

/// The bytes of a BIO that keeps them in memory.
static inline long strategos_bio_memory(BIO *bio, char **start) {
    return BIO_get_mem_data(bio, start);
}

/// Writes a name as RFC 2253 has it, with characters beyond ASCII as they are.
static inline int strategos_x509_print_name(BIO *bio, const X509_NAME *name) {
    return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}

/// How many alternative names are in a list.
static inline int strategos_general_names_count(const GENERAL_NAMES *names) {
    return sk_GENERAL_NAME_num(names);
}

/// One name of a list: its kind (GEN_DNS, GEN_URI, ...), and its characters if it is a text.
static inline int strategos_general_name(const GENERAL_NAMES *names, int index, const unsigned char **text, int *length) {
    GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    *text = NULL;
    *length = 0;
    if (name->type == GEN_DNS || name->type == GEN_URI || name->type == GEN_EMAIL) {
        *text = ASN1_STRING_get0_data(name->d.ia5);
        *length = ASN1_STRING_length(name->d.ia5);
    }
    return name->type;
}
