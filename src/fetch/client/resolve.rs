//! Names to addresses, the forbidden ones left out. reqwest connects to nothing but what this returns, so
//! a name cannot mean one address when it is checked and another when it is connected to. Literal
//! addresses never come here; `hop.rs` checks them.

use crate::fetch::guard::forbidden;
use crate::model::AddressRange;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::SocketAddr;
use std::sync::Arc;

/// Why a name gave no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAddress {
    /// The resolver knows none.
    #[error("{0}")]
    Unknown(String),
    /// All of them are forbidden; the text names one and says why.
    #[error("{0}")]
    Forbidden(String),
}

/// The system's resolver, filtered.
#[derive(Debug)]
pub(super) struct Filtered {
    allowed: Arc<[AddressRange]>,
    /// Host of the configured proxy: the operator's choice, wherever it lives.
    proxy: Option<Box<str>>,
}

impl Filtered {
    pub(super) fn new(allowed: Arc<[AddressRange]>, proxy: Option<&str>) -> Self {
        Self { allowed, proxy: proxy.map(Into::into) }
    }
}

impl Resolve for Filtered {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = Arc::clone(&self.allowed);
        let exempt = self.proxy.as_deref() == Some(name.as_str());
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<_> = found.map_err(|e| NoAddress::Unknown(e.to_string()))?.collect();
            let usable = if exempt { found } else { public(name.as_str(), found, &allowed)? };
            Ok(Box::new(usable.into_iter()) as Addrs)
        })
    }
}

fn public(
    name: &str,
    found: Vec<SocketAddr>,
    allowed: &[AddressRange],
) -> Result<Vec<SocketAddr>, NoAddress> {
    let mut refused = None;
    let mut usable = Vec::with_capacity(found.len());
    for address in found {
        match forbidden(address.ip(), allowed) {
            None => usable.push(address),
            Some(reason) => refused = Some((address.ip(), reason)),
        }
    }
    match (usable.is_empty(), refused) {
        (false, _) => Ok(usable),
        (true, Some((ip, reason))) => {
            Err(NoAddress::Forbidden(format!("{name} resolves to {ip} ({reason})")))
        }
        (true, None) => Err(NoAddress::Unknown("the name has no address".to_owned())),
    }
}
