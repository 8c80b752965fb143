//! argv → cli → exit code, nothing else.

fn main() -> std::process::ExitCode {
    diemtin::cli::main()
}
