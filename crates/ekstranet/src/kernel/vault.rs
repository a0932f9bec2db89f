//! Encryption of personal identity codes at rest and keyed hashes to find them again.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{hkdf, hmac};

use super::Random;

/// A sealed value as stored: version byte, nonce, ciphertext and tag.
pub type Sealed = Vec<u8>;

const VERSION: u8 = 1;

/// Holds the keys derived from the secret key file. AES-256-GCM-SIV seals a value to the place where it is stored, so
/// that a sealed value moved to another row does not open; HMAC-SHA-256 finds a value without opening it.
pub struct Vault {
    seal: LessSafeKey,
    index: hmac::Key,
    token: hmac::Key,
    mark: hmac::Key,
}

struct KeyLength(usize);

impl hkdf::KeyType for KeyLength {
    fn len(&self) -> usize {
        self.0
    }
}

fn derive(secret: &[u8; 32], purpose: &str) -> [u8; 32] {
    let mut key = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, b"kanta-ekstranet")
        .extract(secret)
        .expand(&[purpose.as_bytes()], KeyLength(32))
        .and_then(|okm| okm.fill(&mut key))
        .expect("32 bytes can be derived");
    key
}

impl Vault {
    /// Derives the keys from the 32 bytes of the secret key file.
    pub fn new(secret: &[u8; 32]) -> Self {
        let unbound = UnboundKey::new(&AES_256_GCM_SIV, &derive(secret, "seal")).expect("the key is 32 bytes long");
        Self {
            seal: LessSafeKey::new(unbound),
            index: hmac::Key::new(hmac::HMAC_SHA256, &derive(secret, "index")),
            token: hmac::Key::new(hmac::HMAC_SHA256, &derive(secret, "token")),
            mark: hmac::Key::new(hmac::HMAC_SHA256, &derive(secret, "mark")),
        }
    }

    /// Seals a value for one place, for example `person.national_id/{row id}`.
    pub fn seal(&self, place: &str, value: &str, random: &Random) -> Sealed {
        self.seal_bytes(place, value.as_bytes(), random)
    }

    /// Seals bytes, for example a file, for one place.
    pub fn seal_bytes(&self, place: &str, value: &[u8], random: &Random) -> Sealed {
        let nonce: [u8; NONCE_LEN] = random.bytes();
        let mut text = value.to_vec();
        self.seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), &mut text)
            .expect("a value of some megabytes can be sealed");
        [&[VERSION], &nonce[..], &text].concat()
    }

    /// Opens a value sealed for the same place; `None` when it was sealed elsewhere, with another key, or was changed.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Option<zeroize::Zeroizing<String>> {
        let opened = zeroize::Zeroizing::new(self.open_bytes(place, sealed)?);
        Some(zeroize::Zeroizing::new(std::str::from_utf8(&opened).ok()?.to_string()))
    }

    /// Opens bytes sealed for the same place; `None` as with [`Vault::open`].
    pub fn open_bytes(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (&version, rest) = sealed.split_first()?;
        if version != VERSION || rest.len() < NONCE_LEN {
            return None;
        }
        let (nonce, text) = rest.split_at(NONCE_LEN);
        let mut text = text.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let length = self.seal.open_in_place(nonce, Aad::from(place), &mut text).ok()?.len();
        text.truncate(length);
        Some(text)
    }

    /// The keyed hash by which a value is found, 16 bytes in hexadecimal. Without the key nobody can try codes.
    pub fn index(&self, value: &str) -> String {
        super::hexadecimal(&hmac::sign(&self.index, value.as_bytes()).as_ref()[..16])
    }

    /// The keyed hash under which a cookie token is stored: a copy of the database holds no usable session.
    pub fn token_hash(&self, token: &str) -> String {
        super::hexadecimal(hmac::sign(&self.token, token.as_bytes()).as_ref())
    }

    /// A mark of 8 bytes by which what comes back from outside is known as made here, before anything is looked up. It
    /// keeps strays away and proves nothing: what has it must still be found.
    pub fn mark(&self, made: &str) -> [u8; 8] {
        let mut mark = [0; 8];
        mark.copy_from_slice(&hmac::sign(&self.mark, made.as_bytes()).as_ref()[..8]);
        mark
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Vault")
    }
}

#[cfg(test)]
mod tests {
    use super::{Random, Vault};

    #[test]
    fn a_sealed_value_opens_only_in_its_own_place_and_unchanged() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("person/1", "140275-9012", &Random::seeded(1));
        assert_eq!(vault.open("person/1", &sealed).expect("opens").as_str(), "140275-9012");
        assert!(vault.open("person/2", &sealed).is_none());
        assert!(Vault::new(&[8; 32]).open("person/1", &sealed).is_none());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(vault.open("person/1", &changed).is_none());
        }
        assert!(vault.open("person/1", &[]).is_none());
    }

    #[test]
    fn the_hashes_are_keyed_and_differ_by_purpose() {
        let vault = Vault::new(&[7; 32]);
        assert_eq!(vault.index("a"), vault.index("a"));
        assert_ne!(vault.index("a"), vault.index("b"));
        assert_ne!(vault.index("a"), Vault::new(&[8; 32]).index("a"));
        assert_ne!(vault.index("a"), vault.token_hash("a")[..32]);
    }
}
