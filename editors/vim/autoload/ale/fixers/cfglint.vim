" Applies all safe fixes of cfglint to a buffer, for `:ALEFix` and `g:ale_fix_on_save`.

call ale#Set('nix_cfglint_executable', 'cfglint')

function! ale#fixers#cfglint#Fix(buffer) abort
    let l:executable = ale#Var(a:buffer, 'nix_cfglint_executable')

    return {'command': ale#Escape(l:executable) . ' check --fix-only -'}
endfunction
