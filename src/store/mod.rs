//! sled: keys, records, transactions.
