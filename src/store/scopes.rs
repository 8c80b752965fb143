//! Scopes as the store keeps them: a name, a short number, and when the feed last changed.
//!
//! There are as many as sources, categories and provinces, so all of them are held in memory.

use super::StoreError;
use super::disk::Disk;
use super::keys::Table;
use super::record::ScopeRecord;
use crate::model::{Member, Opinion, Scope, is_shown};
use std::collections::{BTreeSet, HashMap};

/// Rows of scopes that do not depend on opinions live in this generation for ever.
pub const FIXED: u32 = 0;

/// The name of a scope in the `scopes` table.
pub fn name(scope: &Scope) -> String {
    match scope {
        Scope::Every => "a".to_owned(),
        Scope::All => "l".to_owned(),
        Scope::Block(slug) => format!("b/{slug}"),
        Scope::Category(slug) => format!("c/{slug}"),
        Scope::Province(slug) => format!("p/{slug}"),
        Scope::Source(id) => format!("s/{id}"),
        Scope::Filtered(id) => format!("f/{id}"),
    }
}

/// The scope of a name.
pub fn parse(name: &str) -> Option<Scope> {
    match name.split_once('/') {
        None => match name {
            "a" => Some(Scope::Every),
            "l" => Some(Scope::All),
            _ => None,
        },
        Some(("b", slug)) => slug.parse().ok().map(Scope::Block),
        Some(("c", slug)) => slug.parse().ok().map(Scope::Category),
        Some(("p", slug)) => slug.parse().ok().map(Scope::Province),
        Some(("s", id)) => id.parse().ok().map(Scope::Source),
        Some(("f", id)) => id.parse().ok().map(Scope::Filtered),
        Some(_) => None,
    }
}

/// The generation in which a scope's rows are, when opinions are of `generation`.
pub fn generation_of(scope: &Scope, generation: u32) -> u32 {
    match scope {
        Scope::Every => FIXED,
        _ => generation,
    }
}

/// The scopes a story is in whatever one thinks of it.
pub fn fixed() -> BTreeSet<Scope> {
    BTreeSet::from([Scope::Every])
}

/// The scopes that follow from an opinion on a story with these members.
pub fn derived(members: &[Member], opinion: Option<&Opinion>) -> BTreeSet<Scope> {
    let Some(opinion) = opinion else { return BTreeSet::new() };
    let filters = |member: &&Member| opinion.filtered.iter().any(|one| one.source == member.source);
    let filtered = members.iter().filter(filters).map(|member| Scope::Filtered(member.source.clone()));
    if !is_shown(members, &opinion.filtered) {
        return filtered.collect();
    }
    let sources = members.iter().filter(|member| !filters(member));
    let sources = sources.map(|member| Scope::Source(member.source.clone()));
    let block = opinion.categories.first().map(|first| Scope::Block(first.slug.clone()));
    let categories = opinion.categories.iter().map(|category| Scope::Category(category.slug.clone()));
    let provinces = opinion.provinces.iter().map(|province| Scope::Province(province.slug.clone()));
    let subjects = block.into_iter().chain(categories).chain(provinces);
    subjects.chain(sources).chain(filtered).chain([Scope::All]).collect()
}

/// All scopes, as stored.
pub fn load(disk: &Disk) -> Result<HashMap<Scope, ScopeRecord>, StoreError> {
    let read = |item: Result<(sled::IVec, sled::IVec), StoreError>| {
        let (key, value) = item?;
        let scope = key.get(1..).and_then(|name| std::str::from_utf8(name).ok()).and_then(parse);
        let scope = scope.ok_or_else(|| disk.bad(Table::Scopes, &key))?;
        Ok((scope, disk.read(Table::Scopes, &key, ScopeRecord::decode(&value))?))
    };
    disk.scan(&Table::Scopes.prefix()).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scope_has_a_name_of_its_own() {
        let check = |scope: Scope, expected: &str| {
            assert_eq!(name(&scope), expected);
            assert_eq!(parse(expected), Some(scope));
        };
        check(Scope::Every, "a");
        check(Scope::All, "l");
        check(Scope::Filtered("x".parse().unwrap()), "f/x");
        check(Scope::Block("x".parse().unwrap()), "b/x");
        check(Scope::Category("x".parse().unwrap()), "c/x");
        check(Scope::Province("x".parse().unwrap()), "p/x");
        check(Scope::Source("x".parse().unwrap()), "s/x");
        assert_eq!(parse("b"), None);
        assert_eq!(parse("z/x"), None);
        assert_eq!(parse("c/Not A Slug"), None);
    }
}
