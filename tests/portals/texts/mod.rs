//! The articles, one file a publisher. Every headline and lead was written for these portals; persons,
//! events and figures are invented.

mod bien_xanh;
mod chuyen_doi_so;
mod hoa_giang;
mod nghien_cuu;
mod son_binh;

pub use bien_xanh::BIEN_XANH;
pub use chuyen_doi_so::CHUYEN_DOI_SO;
pub use hoa_giang::HOA_GIANG;
pub use nghien_cuu::NGHIEN_CUU;
pub use son_binh::SON_BINH;
