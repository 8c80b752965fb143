//! Opening the store at the start. A damaged one stops the daemon, or, where the config says so, is set aside
//! and made again of the latest export; it is never deleted and never replaced by an empty one.

use super::exports;
use crate::model::{OnDamage, StoreSettings, Timestamp};
use crate::store::{OpenMode, Store, StoreError};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Opens it, restores it where that is needed and wanted.
///
/// # Errors
/// As for [`Store::open`]; `Damaged` says as well why it could not be restored.
pub fn open(settings: &StoreSettings, now: Timestamp) -> Result<Store, StoreError> {
    match Store::open(&settings.path, OpenMode::Create, now) {
        Err(StoreError::Damaged { path, detail }) if settings.on_damage == OnDamage::Restore => {
            restore(settings, now).map_err(|why| StoreError::Damaged {
                path,
                detail: format!("{detail}; it could not be restored: {why}"),
            })?;
            Store::open(&settings.path, OpenMode::Existing, now)
        }
        other => other,
    }
}

/// Sets the store aside and imports the newest export that is whole.
fn restore(settings: &StoreSettings, now: Timestamp) -> Result<(), String> {
    let Some(export) = &settings.export else {
        return Err("there are no exports, see [store] export".to_owned());
    };
    let folder = export.path.display();
    let all = exports::list(&export.path).map_err(|error| format!("{folder}: {error}"))?;
    if all.is_empty() {
        return Err(format!("there is no export in {folder}"));
    }
    let aside = aside(&settings.path, now);
    let mut faults = Vec::new();
    for (at, file) in all.iter().rev() {
        match restore_of(&settings.path, &aside, file, now) {
            Ok(stories) => {
                tracing::warn!(
                    export = %file.display(), %at, stories, aside = %aside.display(),
                    "the store was damaged and has been restored; the damaged one is set aside"
                );
                return Ok(());
            }
            Err(fault) => faults.push(format!("{}: {fault}", file.display())),
        }
    }
    Err(faults.join("; "))
}

fn restore_of(path: &Path, aside: &Path, file: &Path, now: Timestamp) -> Result<u64, String> {
    let mut lines = exports::read(file).map_err(|error| error.to_string())?;
    let imported = Store::restore(path, aside, &mut *lines, now);
    imported.map(|imported| imported.stories).map_err(|fault| fault.to_string())
}

/// A name beside the store that nothing has yet.
fn aside(path: &Path, now: Timestamp) -> PathBuf {
    let at = now.to_utc().format("%Y%m%dT%H%M%SZ");
    let named = |ending: String| -> PathBuf {
        let mut name: OsString = path.as_os_str().to_owned();
        name.push(format!(".damaged-{at}{ending}"));
        name.into()
    };
    let further = (2..).map(|number| named(format!("-{number}")));
    let mut names = std::iter::once(named(String::new())).chain(further);
    names.find(|name| !name.exists()).unwrap_or_else(|| named(String::new()))
}
